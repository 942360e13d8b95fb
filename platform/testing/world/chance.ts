import { seeded } from '../../durable/fixture/seeded.ts'

/** Dice that depend on their seed only. */
export class Chance {
  /** Uniform in [0, 1). */
  readonly next: () => number

  constructor(seed: number) {
    this.next = seeded(seed)
    // The first numbers of neighbouring seeds are alike.
    for (let n = 0; n < 4; n++) this.next()
  }

  /** Dice of their own, so that more rolls of one kind do not change those of another. */
  fork(): Chance {
    return new Chance(Math.floor(this.next() * 2 ** 32))
  }

  happens(probability: number): boolean {
    return this.next() < probability
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  /** A whole number from 0 to `end - 1`. */
  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] as T
  }

  shuffle<T>(items: T[]): T[] {
    for (let at = items.length - 1; at > 0; at--) {
      const other = this.below(at + 1)
      const moved = items[at] as T
      items[at] = items[other] as T
      items[other] = moved
    }
    return items
  }

  bytes(size: number): Uint8Array {
    const bytes = new Uint8Array(size)
    for (let at = 0; at < size; at++) bytes[at] = this.next() * 256
    return bytes
  }
}
