/** One sort of request of the load. */
export interface Operation {
  readonly name: string
  /** Out of 1000 requests. */
  readonly share: number
  /** Whether its answer waits for a model. */
  readonly model: boolean
  /** Milliseconds from the intended send time within which an answer is of use. */
  readonly deadline: number
  request(n: string): {
    readonly method: 'GET' | 'POST'
    readonly path: string
    readonly body?: object
    readonly headers?: Record<string, string>
  }
  /** Whether it is the right answer, and not just an answer. */
  correct(status: number, body: Record<string, unknown>, n: string): boolean
}

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'users.profile',
    share: 250,
    model: false,
    deadline: 1_000,
    request: () => ({ method: 'GET', path: '/user/profile' }),
    correct: (status, body) => status === 200 && String(body.email).endsWith('@example.org'),
  },
  {
    name: 'content.list',
    share: 250,
    model: false,
    deadline: 1_000,
    request: () => ({ method: 'GET', path: '/content/saved?limit=5' }),
    correct: (status, body) => status === 200 && Array.isArray(body.items),
  },
  {
    name: 'ai.models',
    share: 240,
    model: false,
    deadline: 1_000,
    request: () => ({ method: 'GET', path: '/ai/models' }),
    correct: (status, body) => status === 200 && Array.isArray(body) && body.length > 0,
  },
  {
    name: 'search.web',
    share: 150,
    model: false,
    deadline: 1_000,
    request: () => ({ method: 'POST', path: '/search/web', body: { query: 'reviews' } }),
    correct: (status, body) => status === 200 && Array.isArray(body.results) && body.results.length > 0,
  },
  {
    name: 'content.save',
    share: 100,
    model: false,
    deadline: 1_000,
    request: (n) => ({
      method: 'POST',
      path: '/content/saved',
      body: { type: 'load', title: n, body: 'A text of a few words.' },
      headers: { 'idempotency-key': n },
    }),
    correct: (status, body, n) => status === 201 && body.title === n,
  },
  {
    name: 'ai.runResearchAgent',
    share: 10,
    model: true,
    deadline: 3_000,
    request: (n) => ({
      method: 'POST',
      path: '/ai/run-research-agent',
      body: { topic: n },
      headers: { 'idempotency-key': n, prefer: 'wait=3' },
    }),
    correct: (status, body) => status === 200 && typeof body.summary === 'string',
  },
]
