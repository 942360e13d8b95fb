import { createHash } from 'node:crypto'
import { Failure } from 'banyan/contract'
import { jobs } from 'banyan/durable'
import type { Actor, Chance, Ground, World } from 'banyan/testing/world'
import { auth } from '../../services/auth/contract.ts'
import { desk } from './desk/service.ts'
import { History } from './history.ts'
import { works } from './works/service.ts'

/** Accounts, each with a session, as signing in leaves them. */
export async function people(ground: Ground): Promise<void> {
  const at = new Date(Date.UTC(2026, 0, 1))
  const until = new Date(Date.UTC(2026, 1, 1))
  const hash = createHash('sha256').update(FIRST_TOKEN).digest()
  await ground.query(
    `with person as (
       insert into auth.users values ('ann', 'ann@example.org', true, 'Ann', null, '["user"]', $1, $1)
     ), session as (
       insert into auth.sessions values ('s', 'ann', 't', null, null, $1, $1, $2)
     )
     insert into auth.refresh_tokens (hash, session_id, created_at) values ($3, 's', $1)`,
    [at, until, hash],
  )
}

type Play = (actor: Actor, owner: string, history: History, sim: World) => Promise<void>

/** What somebody may want, and the services that it takes. */
const wishes: readonly { readonly name: string; readonly play: Play; readonly needs: readonly string[] }[] = [
  { name: 'makes', play: makes, needs: ['works', 'ledger'] },
  { name: 'orders', play: orders, needs: ['desk', 'works', 'ledger'] },
  { name: 'stamps', play: stamps, needs: ['desk', 'works'] },
  { name: 'refreshes', play: refreshes, needs: ['auth'] },
]

export interface Cast {
  readonly needs: ReadonlySet<string>
  /** Sets people going. `done` when each has what he wanted, or knows that he will not get it. */
  act(sim: World, history: History): { readonly done: boolean }
}

/** Who takes part in a world: mostly few, as a bug needs few to show, and many small worlds show more than one large one. */
export function castOf(chance: Chance): Cast {
  const all = wishes.flatMap((wish) =>
    (wish.name === 'refreshes' ? ['ann'] : ['ann', 'bob']).map((owner) => ({ ...wish, owner })),
  )
  const size = chance.happens(0.05) ? all.length : 1 + chance.below(2)
  const chosen = chance.shuffle(all).slice(0, size)
  const deployed = chance.happens(0.2)
  return {
    needs: new Set(chosen.flatMap(({ needs }) => needs)),
    act(sim, history) {
      let busy = 0
      const begin = (name: string, play: (actor: Actor) => Promise<void>) => {
        busy++
        play(sim.actor(name)).then(
          () => busy--,
          (error: unknown) => {
            history.seen.push(`${name} failed: ${error instanceof Error ? error.stack : String(error)}`)
            busy--
          },
        )
      }
      for (const { name, owner, play } of chosen) begin(`${owner}-${name}`, (actor) => play(actor, owner, history, sim))
      if (deployed)
        begin('deployer', async ({ clock, chance }) => {
          await clock.sleep(chance.between(200, 3_000))
          sim.retire()
        })
      return {
        get done() {
          return busy === 0
        },
      }
    },
  }
}

/** Repeats a call until it is answered one way or the other; what it asks for may have happened without an answer. */
async function insist<T>(actor: Actor, call: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof Failure) || tries > 60) throw error
      if (error.status < 500 && !error.retry && error.kind !== 'conflict') throw error
    }
    await actor.clock.sleep(actor.chance.between(50, 500))
  }
}

async function makes(actor: Actor, owner: string, history: History): Promise<void> {
  const { chance, clock } = actor
  const watched: Promise<void>[] = []
  for (let n = 0; n < 3; n++) {
    await clock.sleep(chance.between(0, 600))
    const input = {
      order: `${owner}-${n}`,
      ms: chance.between(0, 1_500),
      fails: chance.happens(0.3) ? chance.pick([1, 2, 99]) : 0,
    }
    const idempotencyKey = `make-${owner}-${n}`
    const accepted = await insist(actor, () =>
      actor.client(works, owner).make(input, { idempotencyKey, timeout: 2_000 }),
    )
    history.accepted.add(accepted.job_id)
    History.add(history.answers, idempotencyKey, accepted.job_id)
    if (n === 0) watched.push(reads(actor, owner, accepted.job_id, history))
    if (chance.happens(0.2)) {
      await clock.sleep(chance.between(0, 1_500))
      await insist(actor, () => actor.client(jobs, owner).cancel({ id: accepted.job_id }, { timeout: 2_000 }))
    }
  }
  await Promise.all(watched)
}

async function reads(actor: Actor, owner: string, job: string, history: History): Promise<void> {
  const read = { job, ids: [] as string[], last: '' }
  history.reads.push(read)
  await actor.read(
    jobs,
    'events',
    owner,
    (lastEventId) => ({ id: job, lastEventId }),
    (item) => {
      const { id, event } = item as { id: string; event: string }
      read.ids.push(id)
      read.last = event
      return !actor.chance.happens(0.25)
    },
  )
}

async function orders(actor: Actor, owner: string, history: History): Promise<void> {
  const { chance, clock } = actor
  for (let n = 0; n < 3; n++) {
    await clock.sleep(chance.between(0, 800))
    const id = `${owner}-${n}`
    const answer = await insist(actor, () =>
      actor.client(desk, owner).order({ id }, { idempotencyKey: `order-${id}`, timeout: 2_000 }),
    )
    history.ordered.add(id)
    History.add(history.answers, `order-${id}`, String(answer.n))
  }
}

async function stamps(actor: Actor, owner: string, history: History): Promise<void> {
  const { chance, clock } = actor
  for (let n = 0; n < 2; n++) {
    await clock.sleep(chance.between(0, 1_000))
    const id = `key-${owner}-${n}`
    const ms = chance.between(0, 400)
    // Two at once with one key: an impatient person.
    const once = () =>
      insist(actor, () =>
        actor.client(works, owner).stamp({ id, ms, given: 1_500 }, { idempotencyKey: id, timeout: 1_500 }),
      )
    for (const { n } of await Promise.all(chance.happens(0.5) ? [once(), once()] : [once()]))
      History.add(history.answers, id, String(n))
    // Without a key nobody may try again; what came of it is not known.
    const timeout = chance.between(300, 2_000)
    await actor
      .client(desk, owner)
      .ask({ id: `once-${owner}-${n}`, ms: chance.between(0, 400), given: timeout }, { timeout })
      .catch(() => undefined)
  }
}

/** Two tabs with one session: they refresh together, and whoever gets no answer asks again. */
async function refreshes(actor: Actor, _owner: string, history: History, sim: World): Promise<void> {
  const { chance, clock } = actor
  let token = FIRST_TOKEN
  for (let n = 0; n < 4; n++) {
    await clock.sleep(chance.between(50, 700))
    const trade = async () => {
      const { refreshToken } = await insist(actor, () =>
        actor.client(auth, null).refresh({ refreshToken: token }, { timeout: 1_500 }),
      )
      History.add(history.successors, token, refreshToken)
      return refreshToken
    }
    const traded = await Promise.allSettled(chance.happens(0.6) ? [trade(), trade()] : [trade()])
    const next = traded.find((each) => each.status === 'fulfilled')
    if (!next) {
      // An answer that comes after the grace, by clocks that differ, rightly ends the session.
      if (!sim.harmed) history.seen.push('a session ended though nothing went wrong')
      return
    }
    token = next.value
  }
}

const FIRST_TOKEN = 'first'
