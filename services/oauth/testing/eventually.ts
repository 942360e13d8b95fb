import { expect } from 'vitest'

/** `await eventually(() => heard.length).toBe(1)`: also on a machine that has much else to do. */
export const eventually = <T>(actual: () => T) => expect.poll(actual, { interval: 10, timeout: 20_000 })
