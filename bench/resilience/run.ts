import { rounds } from '../measure/rounds.ts'
import { banyan } from './banyan.ts'
import { cockatiel, moleculer, opossum } from './peers.ts'
import { work } from './task.ts'

export interface Overhead {
  readonly name: string
  /** Nanoseconds of CPU time that the policies add to a call that succeeds. */
  readonly ns: number
}

/** What the policies around a call cost when all is well: the call with them, less the call without. */
export async function resilience(): Promise<readonly Overhead[]> {
  const plain = await moleculer(work, false)
  const guarded = await moleculer(work, true)
  const contenders = {
    bare: work,
    Banyan: banyan(work),
    cockatiel: cockatiel(work, false),
    'cockatiel with a timeout': cockatiel(work, true),
    'opossum (no retry)': opossum(work),
    plain: plain.call,
    guarded: guarded.call,
  }
  const results = await rounds(
    Object.entries(contenders).map(([name, call]) => ({
      name,
      run: async (n) => {
        for (let i = 0; i < n; i++) await call()
      },
    })),
    { n: 50_000, rounds: 11 },
  )
  await plain.stop()
  await guarded.stop()
  const cpu = (name: keyof typeof contenders) => results.find((result) => result.name === name)?.cpu ?? Number.NaN
  const over = (name: keyof typeof contenders) => ({ name, ns: cpu(name) - cpu('bare') })
  return [
    over('Banyan'),
    over('cockatiel'),
    over('cockatiel with a timeout'),
    over('opossum (no retry)'),
    { name: 'Moleculer', ns: cpu('guarded') - cpu('plain') },
  ]
}
