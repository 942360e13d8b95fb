import * as z from 'zod'
import { StartError } from '../config/index.ts'

/** The variable that tells a process of a topology who it is. */
export const PLACEMENT = 'BANYAN_PLACE'

/** What a process of a topology is told by the one that starts it. */
const Placement = z.object({
  /** For log, health and the rows it holds: `models-2`. */
  name: z.string().min(1),
  /** The services that it runs. */
  services: z.array(z.string()).min(1),
  /** The port of the loopback address on which it is called. */
  port: z.int().min(1).max(65_535),
  /** Where the processes of all other services listen, by service. */
  elsewhere: z.record(z.string(), z.array(z.url()).min(1)),
  /** The database, password included: embedded ones are run by the process that starts the others. */
  database: z.string().min(1),
  connections: z.object({ owner: z.int().min(1), service: z.int().min(1) }),
})
export type Placement = z.output<typeof Placement>

/** Throws a `StartError` for a process that was started by somebody else. */
export function parsePlacement(text: string | undefined): Placement {
  try {
    return Placement.parse(JSON.parse(text ?? ''))
  } catch (cause) {
    throw new StartError('A place is started by its topology: run `npm start -- --topology split`.', { cause })
  }
}
