import { command, conflict, contract, event, job } from 'banyan/contract'
import * as z from 'zod'
import { ATTEMPTS } from './expected.ts'
import type { Station, Task } from './task.ts'

// What comes is what the generator made.
const AnyTask = z.unknown() as unknown as z.ZodType<Task>
const input = z.object({ task: AnyTask })
const output = z.object({ id: z.string() })
const errors = { refused: conflict('Refused') }

const stationContract = (name: Station) =>
  contract(name, {
    act: command({ http: `POST /${name}/act`, auth: 'public', input, output, errors }),
    work: job({ http: `POST /${name}/work`, auth: 'public', input, output, errors, attempts: ATTEMPTS }),
    announced: event(`${name}.announced`, AnyTask, { subject: ({ id }) => id }),
  })
export type StationContract = ReturnType<typeof stationContract>

export const contracts: Readonly<Record<Station, StationContract>> = {
  alpha: stationContract('alpha'),
  beta: stationContract('beta'),
  gamma: stationContract('gamma'),
}
