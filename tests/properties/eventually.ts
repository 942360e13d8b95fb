import { expect } from 'vitest'

/** `await eventually(() => events.length).toBe(1)`: looks again at once, as nothing here takes long. */
export const eventually = <T>(actual: () => T) => expect.poll(actual, { interval: 1, timeout: 10_000 })
