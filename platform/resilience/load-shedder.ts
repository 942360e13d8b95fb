import type { Clock } from '../clock/index.ts'
import { Failure, type Importance } from '../contract/index.ts'

/** When a process has more work than it can do, and how fast it reacts. Times in milliseconds. */
export interface OverloadPolicy {
  /** An overload begins when calls stand in the process's own queue for longer than `alarm`, all the time for `notice`. */
  readonly alarm: number
  readonly notice: number
  /** How long they stand there at most once there is overload, and for how long it may be more before fewer are let in. */
  readonly target: number
  readonly interval: number
  /** What counts as `target` in a queue of the process's own before something else, such as its database connections. */
  readonly behind: number
  /** At least as many calls are worked on at once as are done in this time. */
  readonly worth: number
  /** However slow the process is, it works on this many. */
  readonly fewest: number
  /** A flood has let in more than is done in this time. It is not waited for. */
  readonly flood: number
  /** How often the queue is looked at, and how often the limit is set anew. */
  readonly sample: number
  readonly window: number
  /** After which a call that is still there waits for something else, and is no work of this process. */
  readonly working: number
}

const usual: OverloadPolicy = {
  alarm: 200,
  notice: 500,
  target: 15,
  interval: 100,
  behind: 50,
  worth: 50,
  fewest: 8,
  flood: 400,
  sample: 10,
  window: 50,
  working: 250,
}

/** A call that was let in, until it ends. */
export interface Turn {
  readonly since: number
  over: boolean
}

/**
 * Refuses calls early when the process cannot keep up, those of low importance first, so that the rest is answered in time.
 * The queue is the event loop's own: how late a timer runs is how long anything else waits for its turn; and the longest of
 * those behind it, where calls wait for a connection to the database. When one of them has been much too long for a while
 * (CoDel's test for a queue that stands), or nearly all calls wait for somebody else, and until that is over, only so many
 * calls are worked on at once; a call that ends lets the next one in, so what comes in follows what gets done (as TCP's window
 * does), however much is offered.
 *
 * Not overloaded, it costs a small object and two counts a call.
 */
export class LoadShedder {
  readonly #clock: Clock
  readonly #policy: OverloadPolicy
  readonly #shed: ((importance: Importance) => void) | undefined
  readonly #behind: () => number
  /** Calls worked on at once; infinite while there is no overload. */
  #limit = Number.POSITIVE_INFINITY
  #working = 0
  /** The most at once in this window, and how many were done and refused in it. */
  #most = 0
  #done = 0
  #refused = 0
  /** Calls done in a millisecond, of late. */
  #pace = 0
  /** Calls of this window that were no work of this process any more, and windows in a row in which nearly all became so. */
  #slow = 0
  #clogged = 0
  /** Windows in a row in which nobody was refused. */
  #calm = 0
  /** The oldest first; those before `#oldest` are over or wait for something else. */
  #turns: Turn[] = []
  #oldest = 0
  #delay = 0
  #standingSince: number | undefined
  #samples = 0
  #expected = 0
  #windowEnds = 0
  #stop: (() => void) | undefined

  constructor(
    clock: Clock,
    options: {
      readonly policy?: Partial<OverloadPolicy>
      readonly shed?: (importance: Importance) => void
      /** Milliseconds that a call would wait now in the longest queue behind the process's own. */
      readonly behind?: () => number
    } = {},
  ) {
    this.#clock = clock
    this.#policy = { ...usual, ...options.policy }
    this.#shed = options.shed
    this.#behind = options.behind ?? (() => 0)
  }

  /** Begins to watch the queue. */
  start(): void {
    const now = this.#clock.monotonic()
    this.#windowEnds = now + this.#policy.window
    this.#watch(now)
  }

  stop(): void {
    this.#stop?.()
    this.#stop = undefined
  }

  /** For operators. `delay`: milliseconds that a call stands in the queue now. `limit`: null where there is none. */
  get state(): { readonly delay: number; readonly working: number; readonly limit: number | null } {
    const limit = this.#limit === Number.POSITIVE_INFINITY ? null : Math.floor(this.#limit)
    return { delay: Math.round(this.#delay), working: this.#working, limit }
  }

  /** The call's turn where it is let in, to be given back by `leave`; else why it is not. */
  admit(importance: Importance): Turn | Failure {
    if (this.#working >= this.#limit * ROOM[importance]) {
      this.#refused++
      this.#shed?.(importance)
      return refusal
    }
    const turn = { since: this.#expected, over: false }
    this.#working++
    if (this.#working > this.#most) this.#most = this.#working
    this.#turns.push(turn)
    return turn
  }

  leave(turn: Turn): void {
    if (turn.over) return
    turn.over = true
    this.#working--
    this.#done++
  }

  #watch(now: number): void {
    this.#expected = now + this.#policy.sample
    this.#stop = this.#clock.timer(this.#policy.sample, () => {
      const then = this.#clock.monotonic()
      const { target, behind } = this.#policy
      this.#see(then, Math.max(0, then - this.#expected, (this.#behind() * target) / behind))
      this.#watch(then)
    })
  }

  #see(now: number, delay: number): void {
    this.#delay = delay
    this.#forget(now - this.#policy.working)
    const { target, alarm } = this.#policy
    if (delay <= (this.#free ? alarm : target)) {
      this.#standingSince = undefined
      this.#samples = 0
    } else {
      this.#standingSince ??= now - delay
      this.#samples++
    }
    if (now < this.#windowEnds) return
    this.#adjust(now)
    this.#windowEnds = now + this.#policy.window
    this.#most = this.#working
    this.#done = 0
    this.#slow = 0
    this.#refused = 0
  }

  /** Takes out what came before `then`. */
  #forget(then: number): void {
    const turns = this.#turns
    for (let turn = turns[this.#oldest]; turn && (turn.over || turn.since < then); turn = turns[this.#oldest]) {
      if (!turn.over) {
        this.#working--
        this.#slow++
      }
      turn.over = true
      this.#oldest++
    }
    if (this.#oldest * 2 < turns.length) return
    this.#turns = turns.slice(this.#oldest)
    this.#oldest = 0
  }

  /** Fewer at once while calls stand in the queue, the longer they stand the fewer; once they do not, a few more each time. */
  #adjust(now: number): void {
    const { target, interval, notice, window, worth, fewest, flood } = this.#policy
    this.#pace += (this.#done / (now - this.#windowEnds + window) - this.#pace) / 4
    this.#calm = this.#refused > 0 ? 0 : this.#calm + 1
    this.#clogged = this.#slow > Math.max(CLOGGED.calls, CLOGGED.share * this.#done) ? this.#clogged + 1 : 0
    // Fewer at once than are done in a while bring nothing but idle hands.
    const least = Math.max(fewest, this.#pace * worth)
    const stood = this.#samples === 0 ? 0 : now - (this.#standingSince as number)
    if (this.#free) {
      // Under a flood each turn of the loop is many times as long as the one before: there is no time to look twice.
      const flooded = this.#samples > 0 && this.#most > Math.max(FLOOD, this.#pace * flood)
      const clogged = this.#clogged * window >= notice
      if (flooded || clogged || (this.#samples >= 2 && stood >= notice)) this.#limit = least
    } else if (this.#samples >= 2 && stood >= interval) {
      const shrunk = Math.min(this.#limit, this.#most) * Math.min(0.9, Math.max(0.7, target / this.#delay))
      this.#limit = Math.max(least, shrunk)
    } else if (this.#samples === 0) {
      if (this.#calm * window >= CALM) this.#limit = Number.POSITIVE_INFINITY
      else if (this.#most >= this.#limit * ROOM.low) this.#limit += Math.max(1, this.#limit * 0.1)
    }
  }

  /** Whether everybody is let in. */
  get #free(): boolean {
    return this.#limit === Number.POSITIVE_INFINITY
  }
}

/** The part of the limit that calls of an importance may fill. */
const ROOM: Readonly<Record<Importance, number>> = { low: 0.5, normal: 0.9, high: 1 }
/** Calls at once that are no flood, however slow the process. */
const FLOOD = 50
/** Calls of a window, and how many for each that is done, that tell of a queue which stands somewhere else. */
const CLOGGED = { calls: 20, share: 4 }
/** Milliseconds without a refusal after which the overload is over. */
const CALM = 1_000

/** One for all: what a refusal costs, it costs when there is nothing to spare. */
const refusal = new Failure('unavailable', 'unavailable', {
  detail: 'More comes in than can be answered. Try again in a moment.',
  retryAfter: 1_000,
  overloaded: true,
})
