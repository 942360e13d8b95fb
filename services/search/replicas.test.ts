import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createClient } from 'banyan/client'
import { testDatabase } from 'banyan/testing/database'
import { startFakeTavily } from 'banyan/testing/tavily/server'
import { expect, test, vi } from 'vitest'
import { search } from './contract.ts'
import type { Ready, Replica } from './testing/replica.ts'

// Several processes start in each of these, on however many processors.
vi.setConfig({ testTimeout: 120_000 })

const program = fileURLToPath(new URL('./testing/replica.ts', import.meta.url))

/** The service in a process of its own, and a client of it. */
async function replica(told: Replica) {
  const child: ChildProcess = fork(program, { env: { ...process.env, SEARCH_REPLICA: JSON.stringify(told) } })
  const [{ baseUrl, token }] = (await once(child, 'message')) as [Ready]
  const { contract: client } = createClient({
    baseUrl,
    contracts: { contract: search },
    headers: () => ({ authorization: `Bearer ${token}` }),
  })
  return {
    client,
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      child.send('stop')
      await once(child, 'exit')
    },
  }
}

const patience = { timeout: 15_000, interval: 20 }
const first = async (asked: Promise<{ results: { url: string }[] }>) => (await asked).results[0]?.url

test('two processes share what an engine answered, and both forget it when one is told to', async () => {
  await using database = await testDatabase()
  await using tavily = await startFakeTavily({ port: 0 })
  const env = { SEARCH_PROVIDER: 'tavily', TAVILY_API_KEY: 'k', TAVILY_BASE_URL: tavily.url, TAVILY_RATE: 'off' }
  await using one = await replica({ url: database.url, env })
  await using two = await replica({ url: database.url, env })
  expect(one.pid).not.toBe(two.pid)
  const replicas = [one, two]
  const query = 'honey'
  for (const { client } of [...replicas, ...replicas])
    expect(await first(client.web({ query }))).toBe('https://bees.example/start')
  expect(tavily.requests).toHaveLength(1)

  tavily.knows([{ title: 'Honey of today', url: 'https://new.example/', text: 'Fresh' }])
  await one.client.clearCache({ pattern: 'search:web:*' })
  for (const { client } of replicas)
    await expect.poll(() => first(client.web({ query })), patience).toBe('https://new.example/')
  // Neither has an old answer left that it would give later.
  for (const { client } of [...replicas, ...replicas])
    expect(await first(client.web({ query }))).toBe('https://new.example/')
  expect(tavily.requests).toHaveLength(2)
})

test('two processes keep one pace and one quota towards an engine', async () => {
  await using database = await testDatabase()
  await using tavily = await startFakeTavily({ port: 0 })
  const env = {
    SEARCH_PROVIDER: 'tavily,embedded',
    TAVILY_API_KEY: 'k',
    TAVILY_BASE_URL: tavily.url,
    TAVILY_RATE: 'off',
    TAVILY_MONTHLY_QUOTA: '3',
  }
  await using one = await replica({ url: database.url, env })
  await using two = await replica({ url: database.url, env })
  const answers = await Promise.all(
    ['honey', 'homes', 'agents', 'mortgages', 'Austin'].flatMap((query) => [
      one.client.web({ query: `${query} here` }),
      two.client.web({ query: `${query} there` }),
    ]),
  )
  expect(tavily.requests).toHaveLength(3)
  expect(answers.filter(({ fallback }) => fallback === true)).toHaveLength(7)
})

test('a document that is added through one process is soon found through the other', async () => {
  await using database = await testDatabase()
  await using one = await replica({ url: database.url, env: {} })
  await using two = await replica({ url: database.url, env: {} })
  const query = 'submarine'
  for (const { client } of [one, two]) expect(await first(client.web({ query }))).toBeUndefined()
  const { url } = await one.client.addDocument({ title: 'Submarine notes', text: 'Check the valves.' })
  expect(await first(one.client.web({ query }))).toBe(url)
  await expect.poll(() => first(two.client.web({ query })), patience).toBe(url)
})
