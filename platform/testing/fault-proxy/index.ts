export type { NetworkFault } from './fault.ts'
export { type FaultProxy, type FaultProxyOptions, startFaultProxy, type Target } from './proxy.ts'
export { seeded } from './seeded.ts'
