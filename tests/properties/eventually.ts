import { expect } from 'vitest'

/** Milliseconds: long enough for a busy machine, and when a failure is being made small, not to wait so long for each. */
const LONG = 10_000
const SHORT = 1_000
let patience = LONG

/** `await eventually(() => events.length).toBe(1)`: looks again at once, as nothing here takes long. */
export const eventually = <T>(actual: () => T) => expect.poll(actual, { interval: 1, timeout: patience })

/** From now on whoever waits in vain does not wait for long. */
export const hurry = (): void => {
  patience = SHORT
}
/** As in the beginning. */
export const calm = (): void => {
  patience = LONG
}
