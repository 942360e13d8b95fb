import { operatorsOf } from '../brave/server.ts'
import { parsed } from '../model-server/recorder.ts'
import { type FakeEngine, startEngine, type Tongue } from '../search-engine/engine.ts'

/** The body of `POST /search` and `POST /news`, as far as it is understood here. */
export interface SerperQuestion {
  readonly kind: 'web' | 'news'
  readonly q: string
  readonly num?: number
  /** `cdr:1,cd_min:1/31/2026,cd_max:2/28/2026` */
  readonly tbs?: string
}

export type FakeSerper = FakeEngine<SerperQuestion>

export interface FakeSerperOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** The only key that is accepted, when given. */
  readonly apiKey?: string
}

/** Serper's search on loopback. */
export const startFakeSerper = ({ port, apiKey }: FakeSerperOptions): Promise<FakeSerper> =>
  startEngine(port, serper(apiKey))

const serper = (apiKey: string | undefined): Tongue<SerperQuestion> => ({
  question(arrival) {
    const kind = ({ '/search': 'web', '/news': 'news' } as const)[arrival.path]
    if (arrival.method !== 'POST' || !kind) return undefined
    return { ...(parsed<Omit<SerperQuestion, 'kind'>>(arrival) ?? { q: '' }), kind }
  },
  refusal({ headers }, { q }) {
    const key = headers['x-api-key']
    if (key === undefined || (apiKey !== undefined && key !== apiKey)) return [403, 'Unauthorized.']
    return q ? undefined : [400, 'Missing query parameter']
  },
  wanted({ kind, q, num = 10, tbs = '' }) {
    const [since, until] = ['min', 'max'].map((end) => {
      const [, month = '', day = '', year] = new RegExp(`cd_${end}:(\\d+)/(\\d+)/(\\d{4})`).exec(tbs) ?? []
      return year && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    })
    return { ...operatorsOf(q), count: num, news: kind === 'news', since, until }
  },
  answer({ kind, q, num }, pages) {
    const results = pages.map(({ title, url, text, published, source }, at) => ({
      title,
      link: url,
      snippet: text,
      ...(published !== undefined && { date: written(published) }),
      ...(kind === 'news' && { source }),
      position: at + 1,
    }))
    const searchParameters = { q, type: kind === 'web' ? 'search' : 'news', num, engine: 'google' }
    return { searchParameters, [kind === 'web' ? 'organic' : 'news']: results, credits: 1 }
  },
  error: (status, why) => ({ body: { message: why, statusCode: status } }),
})

/** `Jan 31, 2026` */
const written = (day: string): string =>
  new Date(day).toLocaleDateString('en-US', { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' })
