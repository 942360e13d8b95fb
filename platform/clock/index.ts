/** Time, as a dependency: real in production, virtual in a simulated world. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Milliseconds with a fraction from an arbitrary start, never going back: for durations. */
  monotonic(): number
  /** Resolves after `ms`; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Calls `run` once after `ms`, unless the returned function is called first. Does not keep the process alive. */
  timer(ms: number, run: () => void): () => void
}

/** Randomness, as a dependency. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** `size` bytes from a cryptographic source; in a simulation, from its seed. */
  bytes(size: number): Uint8Array
  /** A UUID version 7: sorts by the time it was made. */
  id(): string
}

export { systemClock, systemRandom } from './system.ts'
export { uuidv7 } from './uuid.ts'
