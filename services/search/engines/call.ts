import type { Clock } from 'banyan/clock'
import { type Fetch, retryAfterOf } from 'banyan/network'
import type { Deadline } from 'banyan/resilience'
import type { Sent } from './engine.ts'
import { EngineFault, type FaultKind } from './fault.ts'

export interface Calling {
  readonly fetch: Fetch
  readonly clock: Clock
  /** For this and all further tries. */
  readonly deadline: Deadline
  /** Milliseconds for one call, to the last byte of the answer. */
  readonly timeout: number
}

/** Sends one request. Resolves to the JSON of the answer; rejects with an `EngineFault`, or with the reason of who gave up. */
export async function call(
  { url, headers, body }: Sent,
  { fetch, clock, deadline, timeout }: Calling,
): Promise<unknown> {
  const attempt = deadline.within(timeout)
  try {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: { accept: 'application/json', ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      // A key is for the server that it was made for.
      redirect: 'manual',
      signal: attempt.signal,
    })
    if (!response.ok) throw refusal(response, clock.now())
    return JSON.parse(await textOf(response))
  } catch (error) {
    // Nobody waits any longer: that says nothing of the engine.
    if (deadline.cancelled && deadline.remaining > 0) throw deadline.signal.reason
    if (error instanceof EngineFault) throw error
    if (attempt.expired) throw new EngineFault('tooSlow')
    throw new EngineFault(error instanceof SyntaxError ? 'garbled' : 'unreachable')
  } finally {
    if (attempt !== deadline) attempt.release()
  }
}

/** Bytes. Twenty results are a tenth of it. */
const LARGEST = 2_000_000

async function textOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.length
    if (size > LARGEST) throw new EngineFault('garbled')
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

function refusal({ status, headers, body }: Response, now: number): EngineFault {
  // Nobody reads it: the connection may be used again, or closed.
  body?.cancel().catch(() => undefined)
  return new EngineFault(kindOf(status), { status, retryAfter: waitOf(headers, now) })
}

function kindOf(status: number): FaultKind {
  if (status === 429) return 'limited'
  // What Tavily says when a plan is used up, and HTTP's own word for it.
  if (status === 432 || status === 433 || status === 402) return 'spent'
  return status >= 500 || status === 408 ? 'unavailable' : 'refused'
}

function waitOf(headers: Headers, now: number): number | undefined {
  const asked = headers.get('retry-after')
  return asked === null ? resetOf(headers) : retryAfterOf(asked, now)
}

/** Brave tells what is left of each of its limits, and the seconds until each is full again: `0, 1000` and `1, 1419704`. */
function resetOf(headers: Headers): number | undefined {
  const [left, reset] = ['x-ratelimit-remaining', 'x-ratelimit-reset'].map((name) =>
    headers.get(name)?.split(',').map(Number),
  )
  const waits = reset?.filter((seconds, at) => left?.[at] === 0 && Number.isFinite(seconds)) ?? []
  return waits.length === 0 ? undefined : Math.max(...waits) * 1_000
}
