import {
  type Accepted,
  asFailure,
  type FileAnswer,
  failure,
  fileHeaders,
  fileTypes,
  type HttpMapping,
  ms,
  problem,
} from '../../contract/index.ts'
import { OperationRoutes } from '../../hosts/node/operation-routes.ts'
import { Deadline } from '../../resilience/deadline.ts'
import type { Caller } from '../../service/caller.ts'
import type { Frame } from '../../service/frame.ts'
import { OPERATION_HEADER } from '../../service/link.ts'
import type { Plan } from '../../service/plan.ts'
import { parseTraceparent } from '../../service/traceparent.ts'
import type { Process } from './process.ts'

/** A request as it arrives at a process. */
export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** Whether an operation that may be repeated is done twice. */
  readonly twice: boolean
}

export interface Answered {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Of a file. */
  readonly bytes?: Uint8Array
}

/** The operations of a process by method and path, as its host has them. */
export type Door = OperationRoutes<{ readonly plan: Plan; readonly mapping: HttpMapping }>

export function doorOf(plans: Iterable<Plan>): Door {
  const door: Door = new OperationRoutes()
  for (const plan of plans) if (plan.mapping) door.add({ plan, mapping: plan.mapping })
  return door
}

/** Who calls, in place of a signed token: what signing is worth is shown elsewhere. */
export const tokenOf = (caller: Caller): string => JSON.stringify(caller)

/** What the node host does with a request, without sockets. Never rejects. */
export async function answer(process: Process, door: Door, request: Request): Promise<Answered> {
  try {
    const { plan, input } = found(door, request)
    const { operation } = plan
    const run = () => plan.run(input(), frameOf(process, plan, request))
    if (request.twice && (operation.kind === 'query' || (operation.kind === 'command' && operation.idempotent)))
      await run()
    const output = await run()
    if (fileTypes(operation.output)) {
      const file = output as FileAnswer
      return { statusCode: 200, headers: fileHeaders(file), text: '', bytes: file.bytes }
    }
    if (operation.kind !== 'job')
      return { statusCode: output === undefined ? 204 : 200, headers: {}, text: json(output) }
    const accepted = output as Accepted
    const headers = { location: `/jobs/${accepted.job_id}` }
    return accepted.status === 'done'
      ? { statusCode: 200, headers, text: json(accepted.result ?? null) }
      : { statusCode: 202, headers, text: json(accepted) }
  } catch (error) {
    const refused = asFailure(error)
    return { statusCode: refused.status, headers: {}, text: json(problem(refused)) }
  }
}

export async function* streamOf(process: Process, door: Door, request: Request): AsyncIterable<unknown> {
  const { plan, input } = found(door, request)
  yield* plan.stream(input(), frameOf(process, plan, request))
}

function found(door: Door, { method, path, headers, body }: Request) {
  const [target = '', query] = path.split('?')
  const match = door.find(method, target, headers[OPERATION_HEADER])
  if (!match) throw failure('notFound', `Nothing here answers ${method} ${target}.`)
  const { params, route } = match
  const input = () =>
    route.mapping.decode({
      params,
      query: query === undefined ? undefined : new URLSearchParams(query),
      header: (name) => headers[name],
      body: body === null ? undefined : JSON.parse(body),
    })
  return { plan: route.plan, input }
}

function frameOf({ clock, random }: Process, plan: Plan, { headers }: Request): Frame {
  const left = headers['x-deadline-ms']
  const wait = /wait=(\d+)/.exec(headers.prefer ?? '')?.[1]
  const waits = wait === undefined ? undefined : Number(wait) * 1000
  const { operation } = plan
  const own = plan.deadline + (operation.kind === 'job' ? (waits ?? ms(operation.wait ?? '0s')) : 0)
  const trace = parseTraceparent(headers.traceparent) ?? {
    traceId: '1'.repeat(32),
    spanId: '1'.repeat(16),
    sampled: false,
  }
  return {
    caller: JSON.parse(headers['x-service-token'] ?? '{"user":null,"service":null}'),
    deadline: Deadline.in(clock, Math.min(own, left === undefined ? own : Number(left))),
    requestId: random.id(),
    trace,
    idempotencyKey: headers['idempotency-key'],
    ip: undefined,
    wait: waits,
  }
}

const json = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value))
