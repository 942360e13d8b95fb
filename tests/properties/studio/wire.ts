import { operations } from '../operations.ts'

/** How a call comes to nothing on its way. */
export type Fault = 'unreachable' | 'no problem document' | { readonly status: number; readonly code: string }

/** One call of the web: what it asked, and when, counted in what happened on the wire. */
export interface Call {
  readonly operation: string
  readonly begun: number
  ended: number
}

/** The way from the web to the gateway: notes each call, and lets those to some operations come to nothing. */
export interface Wire {
  readonly fetch: typeof fetch
  readonly calls: readonly Call[]
}

export function wireWith(faults: ReadonlyMap<string, Fault> = new Map()): Wire {
  const calls: Call[] = []
  let moment = 0
  const send: typeof fetch = async (input, init) => {
    const operation = operationAt(init?.method ?? 'GET', new URL(String(input)).pathname)
    const call: Call = { operation, begun: moment++, ended: Number.POSITIVE_INFINITY }
    calls.push(call)
    try {
      const fault = faults.get(operation)
      return fault === undefined ? await fetch(input, init) : await broken(fault)
    } finally {
      call.ended = moment++
    }
  }
  return { fetch: send, calls }
}

async function broken(fault: Fault): Promise<Response> {
  // As over a network: not before whoever asks had the time to ask for other things, too.
  await new Promise((resolve) => setImmediate(resolve))
  if (fault === 'unreachable')
    throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:9') })
  if (fault === 'no problem document') return new Response('<h1>Bad Gateway</h1>', { status: 502 })
  const { status, code } = fault
  const problem = {
    type: 'about:blank',
    title: TITLES[status] ?? 'It failed',
    status,
    code,
    retry: status === 429 || status > 500,
    requestId: `request-${status}`,
  }
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json', ...(status === 429 && { 'retry-after': '7' }) },
  })
}

const TITLES: Readonly<Record<number, string>> = { 404: 'Not found', 429: 'Too many requests', 503: 'Not now' }

function operationAt(method: string, pathname: string): string {
  const found = operations.filter(({ mapping }) => mapping.method === method && matches(mapping.path, pathname))
  // `/content/saved/{id}` also fits a path that another operation names in full.
  const exact = found.find(({ mapping }) => !mapping.path.includes('{')) ?? found[0]
  return exact?.id ?? `${method} ${pathname}`
}

const matches = (template: string, pathname: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname)
