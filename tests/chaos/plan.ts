import { seeded } from '../../platform/testing/fault-proxy/index.ts'
import type { Blow } from './kinds.ts'

export interface Round {
  readonly number: number
  readonly blow: Blow
  /** Milliseconds from the first job of the round to the blow. */
  readonly after: number
  /** Milliseconds that it lasts, where that is not in its name. */
  readonly lasts: number
  /** For what else the blow draws: which process, which connections. */
  readonly seed: number
}

/** Rounds drawn from a seed: the same seed gives the same rounds. Every kind has its turn before any has a second. */
export function chaosPlan(seed: number, count: number, blows: readonly Blow[]): readonly Round[] {
  if (blows.length === 0) throw new TypeError('there is no such blow, or none that this machine can do')
  const random = seeded(seed)
  const rounds: Round[] = []
  for (let turn: Blow[] = []; rounds.length < count; ) {
    if (turn.length === 0) turn = [...blows]
    const [blow] = turn.splice(Math.floor(random() * turn.length), 1)
    rounds.push({
      number: rounds.length + 1,
      // There was at least one.
      blow: blow as Blow,
      after: Math.floor(random() * 400),
      lasts: 800 + Math.floor(random() * 1_200),
      seed: Math.floor(random() * 2 ** 32),
    })
  }
  return rounds
}
