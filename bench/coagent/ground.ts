import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type OidcProvider, startOidcProvider } from '../../platform/testing/oidc/server.ts'
import { type FakeOpenAI, startFakeOpenAI } from '../../platform/testing/openai/server.ts'
import { type FakeTavily, startFakeTavily } from '../../platform/testing/tavily/server.ts'
import { lookInside } from '../../tests/system/inside.ts'
import { clients, type Person, signIn, signUp } from '../../tests/system/person.ts'
import { launchProgram, type Program } from '../../tests/system/program.ts'

/** The running system, the outside systems that it talks to, and people who use it. */
export interface Ground {
  readonly openai: FakeOpenAI
  readonly tavily: FakeTavily
  readonly oidc: OidcProvider
  readonly people: readonly Person[]
  readonly admin: Person
  readonly program: () => Program
  /** How often a request was refused because there was too much to do, and sent again. */
  readonly refused: () => number
  /** Milliseconds from the start of the process, on data that is there, to ready. Sessions go on. */
  restart(): Promise<number>
  /** Runs a statement in its database. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>
  stop(): Promise<void>
}

const PEOPLE = 20
const KEY = 'a key of the bench'

export async function openGround(data: string): Promise<Ground> {
  const [openai, tavily, oidc] = await Promise.all([
    startFakeOpenAI({ port: 0 }),
    startFakeTavily({ port: 0, now: () => Date.now() }),
    startOidcProvider(),
  ])
  const env = {
    PUBLIC_URL: 'http://127.0.0.1:3000',
    GATEWAY_LIMIT_IP: 'off',
    GATEWAY_LIMIT_USER: 'off',
    AUTH_SECRET: 'a secret of the bench, and of nothing else',
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: openai.url,
    AI_MODELS: 'openai:fake-model',
    TAVILY_API_KEY: KEY,
    TAVILY_BASE_URL: tavily.url,
    TAVILY_RATE: 'off',
    SEARCH_PROVIDER: 'tavily',
    OAUTH_SECRET: 'another secret of the bench, and of nothing else',
    OAUTH_GOOGLE_BUSINESS_ISSUER: oidc.issuer,
    OAUTH_GOOGLE_BUSINESS_CLIENT_ID: oidc.client.id,
    OAUTH_GOOGLE_BUSINESS_CLIENT_SECRET: oidc.client.secret,
  }
  const file = fileURLToPath(new URL('./system.ts', import.meta.url))
  const launch = async (port?: number) => {
    const program = await launchProgram({ data, env, file, ...(port !== undefined && { port }) })
    await program.ready
    return program
  }
  let program = await launch()
  const { baseUrl, port } = program

  const query = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
    await using inside = await lookInside(data)
    return (await inside.query<Row>(text, [...values])).rows
  }
  let refused = 0
  const count = () => {
    refused++
  }
  const people: Person[] = []
  for (let n = 0; n < PEOPLE; n++) people.push(await signUp(baseUrl, `person${n}`, patient(count)))
  const root = await signUp(baseUrl, 'root', patient(count))
  await query(`update auth.users set roles = '["user", "admin"]' where id = $1`, [root.id])
  return {
    openai,
    tavily,
    oidc,
    people: people.map((person) => ({ ...person, api: lasting(baseUrl, person, count) })),
    admin: await signIn(baseUrl, root.email, patient(count)).then((admin) => ({
      ...admin,
      api: lasting(baseUrl, admin, count),
    })),
    refused: () => refused,
    program: () => program,
    async restart() {
      await program.stop()
      const begun = performance.now()
      program = await launch(port)
      return performance.now() - begun
    },
    query,
    async stop() {
      await program.stop()
      await Promise.all([openai.close(), tavily.close(), oidc.close()])
    },
  }
}

/** Access tokens last five minutes, a run may take longer: who is refused signs in again. */
function lasting(baseUrl: string, person: Person, refused: () => void): Person['api'] {
  let token = person.token
  const send = patient(refused)
  const fetching: typeof fetch = async (input, init) => {
    const ask = () => {
      const headers = new Headers(init?.headers)
      headers.set('authorization', `Bearer ${token}`)
      return send(input, { ...init, headers })
    }
    const answer = await ask()
    if (answer.status !== 401) return answer
    token = (await signIn(baseUrl, person.email, send)).token
    return ask()
  }
  return clients(baseUrl, { token, fetch: fetching })
}

/** As a client that obeys: what a process refuses because it has too much to do is sent again when it says so. */
const patient =
  (refused: () => void): typeof fetch =>
  async (input, init) => {
    for (;;) {
      const answer = await fetch(input, init)
      const wait = Number(answer.headers.get('retry-after'))
      if (answer.status !== 503 || !(wait > 0)) return answer
      await answer.body?.cancel()
      refused()
      await pause(wait * 1_000)
    }
  }
