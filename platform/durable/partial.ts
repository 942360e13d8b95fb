import { Coalescer } from './coalesce.ts'
import { type Change, type Texts, textsWith } from './contract.ts'
import { type Core, stamp } from './core.ts'
import type { Run } from './run.ts'

/** Characters that one event carries at most; the rest comes with the next. */
const MOST_AT_ONCE = 16_000
/** Characters that one attempt shows at most; then only its result shows more. */
const MOST = 256_000

/**
 * Tells whoever watches what there is of a result. Each event says only what is new, and counts in the order of the job's
 * other events, so a reader that was cut off goes on where it was. Events of many jobs share a statement.
 */
export class Partials {
  readonly #core: Core
  readonly #writes: Coalescer<Part, boolean>

  constructor(core: Core) {
    this.#core = core
    this.#writes = new Coalescer((parts) => this.#write(parts), { size: 200, lanes: 1 })
  }

  of(run: Run): Shown {
    return new Shown(this.#core, run, this.#writes)
  }

  async #write(parts: readonly Part[]): Promise<boolean[]> {
    const { clock, pool } = this.#core
    const { rows } = await pool.query<{ job_id: string }>({
      name: 'banyan-partial',
      text: PARTIAL,
      values: [JSON.stringify(parts), stamp(clock.now())],
    })
    const written = new Set(rows.map(({ job_id }) => job_id))
    return parts.map(({ id }) => written.has(id))
  }
}

interface Part {
  readonly id: string
  readonly fence: number
  readonly data: { readonly attempt: number; readonly partial: readonly Change[] }
}

/** What one attempt has shown so far. */
export class Shown {
  readonly #core: Core
  readonly #run: Run
  readonly #writes: Coalescer<Part, boolean>
  #texts: Texts = {}
  /** Texts of which nobody knows what readers have: a write whose answer was lost may have been one. They are told anew. */
  readonly #doubtful = new Set<string>()
  #told = 0
  #next = Number.NEGATIVE_INFINITY
  #writing: Promise<void> | undefined

  constructor(core: Core, run: Run, writes: Coalescer<Part, boolean>) {
    this.#core = core
    this.#run = run
    this.#writes = writes
  }

  /** Takes a look at the texts if it is time for one, and else leaves it to the next call. */
  show(read: () => Texts | Promise<Texts>): void {
    const { job, deadline } = this.#run
    const { clock, settings } = this.#core
    const now = clock.monotonic()
    if (this.#writing || now < this.#next || !job.tracked || this.#told >= MOST || deadline.signal.aborted) return
    this.#next = now + settings.showEvery
    this.#writing = this.#tell(read).finally(() => {
      this.#writing = undefined
    })
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#writing
  }

  async #tell(read: () => Texts | Promise<Texts>): Promise<void> {
    const { id, fence, attempts: attempt } = this.#run.job
    let partial: readonly Change[] = []
    try {
      partial = changes(this.#texts, await read(), this.#doubtful)
      if (partial.length === 0) return
      const written = await this.#writes.add({ id, fence, data: { attempt, partial } })
      // Somebody else was at the job's row: what is new comes with the next.
      if (!written) return
      this.#texts = textsWith(this.#texts, partial)
      for (const { name, text } of partial) {
        this.#doubtful.delete(name)
        this.#told += text.length
      }
      this.#core.wake.tell('job', id, 'everywhere')
    } catch (error) {
      // Nobody's result depends on it.
      for (const { name } of partial) this.#doubtful.add(name)
      this.#core.log.debug({ err: error, job: id }, 'could not show what there is of a result')
    }
  }
}

/** What makes `now` of the texts that were shown. What is doubtful is told from its beginning. */
export function changes(shown: Texts, now: Texts, doubtful: ReadonlySet<string>): Change[] {
  const found: Change[] = []
  let room = MOST_AT_ONCE
  for (const name of new Set([...Object.keys(shown), ...Object.keys(now), ...doubtful])) {
    const [before, after] = [doubtful.has(name) ? undefined : (shown[name] ?? ''), now[name] ?? '']
    if (room <= 0 || before === after) continue
    const at = before === undefined ? 0 : shared(before, after)
    const text = whole(after.slice(at, at + room))
    found.push({ name, at, text })
    room -= text.length
  }
  return found
}

/** How many characters two texts begin with alike, none of them cut in half. */
function shared(one: string, other: string): number {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at++
  return whole(other.slice(0, at)).length
}

/** Without half a character at its end. */
const whole = (text: string): string => (/[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text)

/**
 * $1 the parts as a JSON array, $2 now. It waits for nobody: a job whose row is locked is left out, so that it can be in
 * no deadlock. Gives the ids of the others.
 */
const PARTIAL = `
  with given as (
    select * from json_to_recordset($1) as g(id uuid, fence bigint, data json)
  ), mine as (
    select j.id, g.data from banyan.jobs as j join given as g on g.id = j.id and g.fence = j.fence
    where j.status = 'running' and j.tracked for update of j skip locked
  ), told as (
    update banyan.jobs as j set event_seq = j.event_seq + 1 from mine where j.id = mine.id
    returning j.id, j.service, j.event_seq
  )
  insert into banyan.job_events (job_id, seq, service, event, at, data)
  select told.id, told.event_seq, told.service, 'partial', $2, mine.data from told join mine on mine.id = told.id
  returning job_id`
