import { afterEach } from 'vitest'
import { systemClock, systemRandom } from '../../clock/index.ts'
import { failure } from '../../contract/index.ts'
import type { Observation } from '../../hosts/node/observation.ts'
import { type Answered, type Asked, ask } from '../../hosts/node/testing/client.ts'
import { memoryLog } from '../../hosts/node/testing/log.ts'
import type { User } from '../../service/caller.ts'
import { createGateway } from '../gateway.ts'
import type { Gateway, GatewayOptions } from '../types.ts'

export const ann: User = { id: 'ann', roles: ['user'], session: 's1' }
export const bearer = { authorization: 'Bearer ann' }

const open: Gateway[] = []
afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.drain(0)
})

export interface Started {
  readonly gateway: Gateway
  readonly port: number
  readonly log: ReturnType<typeof memoryLog>
  readonly seen: Observation[]
  call(path: string, asked?: Asked): Promise<Answered>
}

/** A gateway on a free port, stopped after the test. The token `ann` is Ann's; every other one has expired. */
export async function start(options: Partial<GatewayOptions> = {}): Promise<Started> {
  const log = memoryLog()
  const seen: Observation[] = []
  const gateway = createGateway({
    plans: [],
    clock: systemClock,
    random: systemRandom,
    log,
    identify: async (token) => {
      if (token !== 'ann') throw failure('unauthenticated', 'The token has expired.')
      return ann
    },
    observe: (observation) => seen.push(observation),
    ...options,
  })
  open.push(gateway)
  const { port } = await gateway.listen(0, '127.0.0.1')
  return { gateway, port, log, seen, call: (path, asked) => ask(port, path, asked) }
}
