// Loaded before a program (`node --import`): makes the wall clock of this one process wrong by as many milliseconds as the
// file CLOCK_SHIFT_FILE says for its place, looked at on SIGUSR2. Monotonic time and timers stay right, as on a machine
// whose clock is set.
import { readFileSync } from 'node:fs'

const file = process.env.CLOCK_SHIFT_FILE
if (file !== undefined) {
  const place: unknown = JSON.parse(process.env.BANYAN_PLACE ?? '{"name":"front"}').name
  let shift = 0
  const look = () => {
    const shifts: Readonly<Record<string, number>> = JSON.parse(readFileSync(file, 'utf8'))
    shift = shifts[String(place)] ?? 0
  }
  look()
  process.on('SIGUSR2', look)

  const Real = Date
  const now = () => Real.now() + shift
  globalThis.Date = new Proxy(Real, {
    construct: (target, given, wanted) => Reflect.construct(target, given.length === 0 ? [now()] : given, wanted),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  })
}
