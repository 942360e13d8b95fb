// Loaded before the program for the control (`node --import`): the same program without breakers, retries, bulkheads and
// shedding. Done to the classes, so that the program has no switch for it.
import { Breaker, Bulkhead, LoadShedder, presets, RetryBudget } from 'banyan/resilience'

Breaker.prototype.enter = () => 0
RetryBudget.prototype.spend = () => false
Bulkhead.prototype.tryEnter = () => true
Bulkhead.prototype.leave = () => {}
LoadShedder.prototype.admit = () => ({ since: 0, over: true })
for (const { retry } of Object.values(presets)) Object.assign(retry, { attempts: 1 })
