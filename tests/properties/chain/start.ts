import type { DurableSettings } from 'banyan/durable'
import { type Started, startServices } from 'banyan/testing/start'
import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Links } from '../property.ts'
import { ATTEMPTS, type Expected, expectedOf } from './expected.ts'
import { stationServices } from './stations.ts'
import { named, type Task } from './task.ts'
import { type Seen, Witness } from './witness.ts'

export interface Chain {
  readonly app: Started
  /** Lines of the log. */
  readonly lines: string[]
  /** Has a task carried out, under an id of its own, and waits until everything that must come of it has begun. */
  run(task: Task, how?: How): Promise<Ran>
  /** Rejects where more was ever done than had to be. */
  nothingMore(): Promise<void>
  close(): Promise<void>
}

export interface How {
  readonly headers?: Readonly<Record<string, string>>
  /** Holds up jobs and listeners until the answer is there. */
  readonly held?: boolean
}

export interface Ran {
  readonly id: string
  readonly expected: Expected
  readonly seen: readonly Seen[]
  readonly answer: Response
}

/** Engines that do not make a test wait, and do not look for themselves so often that they wait for each other. */
export const hurried: Partial<DurableSettings> = {
  poll: 500,
  notifyEvery: 1,
  jobRetry: { base: 1, cap: 1, jitter: 0 },
  deliveryRetry: { attempts: ATTEMPTS, base: 1, cap: 1, jitter: 0 },
}

/** The stations, running. */
export async function startChain(links: Links): Promise<Chain> {
  const witness = new Witness()
  const lines: string[] = []
  const app = await startServices({
    services: stationServices(witness),
    links,
    pace: hurried,
    write: (line) => lines.push(line),
  })
  const all: { readonly id: string; readonly expected: Expected }[] = []
  const complete = ({ id, expected }: (typeof all)[number]) =>
    expect(witness.of(id).map(told).sort()).toEqual(expected.executions.map(told).sort())

  return {
    app,
    lines,
    async run(given, { headers, held = false } = {}) {
      const id = `t${all.length}`
      const task = named(given, id)
      const expected = expectedOf(task)
      all.push({ id, expected })
      const asked = fetch(`${app.baseUrl}/alpha/act`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ task }),
      })
      if (held) witness.hold(id, asked)
      const answer = await asked
      const count = expected.executions.length
      await eventually(() => witness.of(id).length).toBe(count)
      complete({ id, expected })
      return { id, expected, seen: witness.of(id), answer }
    },
    async nothingMore() {
      for (const one of all) complete(one)
    },
    close: () => app.close(),
  }
}

const told = ({ id, at, as }: Expected['executions'][number]): string => `${id} ${at} ${as}`
