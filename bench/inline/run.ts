import { rounds } from '../measure/rounds.ts'
import { banyan } from './banyan.ts'
import { moleculer, orpc } from './peers.ts'
import { type Greeting, greet, input } from './task.ts'

/** An inline, validated call with all policies on, against a bare async function, Moleculer and oRPC. */
export async function inline() {
  const bare = async (value: Greeting) => greet(value)
  const peer = await moleculer(false)
  const guarded = await moleculer(true)
  const contenders = Object.entries({
    'bare async function': bare,
    Banyan: banyan(),
    Moleculer: peer.call,
    'Moleculer with policies': guarded.call,
    oRPC: orpc(),
  })
  const results = await rounds(
    contenders.map(([name, call]) => ({
      name,
      run: async (n) => {
        for (let i = 0; i < n; i++) await call(input)
      },
    })),
    { n: 20_000, rounds: 15 },
  )
  await peer.stop()
  await guarded.stop()
  return results
}
