import type { Dispatcher } from 'undici'
import type { Connections, Sent } from '../../service/origins.ts'
import type { Chance } from './chance.ts'
import { type Answered, answer, type Door, streamOf } from './door.ts'
import type { Faults } from './faults.ts'
import type { Process } from './process.ts'
import type { Sabotage } from './sabotage.ts'
import type { Owner, Scheduler } from './scheduler.ts'

/** Where requests for a name arrive at the moment: at a process that lives, or nowhere. */
export type Reach = (name: string) => { readonly process: Process; readonly door: Door } | undefined

interface NetworkOptions {
  readonly scheduler: Scheduler
  readonly chance: Chance
  readonly sabotage: Sabotage | undefined
  readonly faults: () => Faults
  readonly reach: Reach
  /** Whether what may be repeated is done twice, to show that it may be. */
  readonly twice: boolean
}

/** HTTP between processes, and from the outside: what travels is text, and may be late or lost on either way. */
export class Network {
  readonly #options: NetworkOptions

  constructor(options: NetworkOptions) {
    this.#options = options
  }

  /** What a link's connections are made of, for calls by `from`. */
  open(from: Owner, origin: string): Connections {
    const name = new URL(origin).hostname
    const send = (sent: Sent) => this.#request(from, name, sent)
    const resend = async (sent: Sent) => {
      try {
        return await send(sent)
      } catch (error) {
        if (sent.signal.aborted) throw error
        return send(sent)
      }
    }
    return { request: this.#options.sabotage?.resend ? resend : send, destroy: async () => undefined }
  }

  #request(from: Owner, to: string, sent: Sent): Promise<Dispatcher.ResponseData> {
    const { chance, faults, reach, sabotage, scheduler, twice } = this.#options
    const now = faults()
    const [lost, answerLost, silent] = [chance.happens(now.requestLost), chance.happens(now.answerLost), chance.next()]
    const given = (sent.headers ?? {}) as Readonly<Record<string, string>>
    const headers = sabotage?.headers?.(given) ?? given
    const what = `${sent.method} ${sent.path}`
    const { signal } = sent
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      const back = (what: string, then: () => void) => scheduler.after(this.#delay(), from, what, then)
      const cut = () => back(`${what}: connection reset`, () => reject(fault('ECONNRESET')))
      scheduler.after(this.#delay(), undefined, `${from.name} -> ${to} ${what}`, () => {
        const there = reach(to)
        if (!there) back(`${what}: connection refused`, () => reject(fault('ECONNREFUSED')))
        else if (lost) silent < 0.5 && cut()
        else {
          const forget = there.process.onDeath(cut)
          const request = { method: sent.method, path: sent.path, headers, body: sent.body as string | null, twice }
          scheduler.after(0, there.process, `serves ${what}`, () => {
            void answer(there.process, there.door, request).then((answered) => {
              forget()
              if (answerLost) silent < 0.5 && cut()
              else back(`${what}: ${answered.statusCode}`, () => resolve(dataOf(answered)))
            })
          })
        }
      })
    })
  }

  /**
   * The items of a stream as they come, until it ends or is cut. Rejects with what the other side refuses it with;
   * resolves to whether it ended by itself.
   */
  stream(
    from: Owner,
    to: string,
    sent: Omit<Sent, 'signal'>,
    hear: (item: unknown) => void,
  ): { readonly ended: Promise<boolean>; cut(): void } {
    const { chance, faults, reach, scheduler } = this.#options
    const what = `${sent.method} ${sent.path}`
    const { promise: ended, resolve } = Promise.withResolvers<boolean>()
    let open = true
    let last = 0
    const end = (itself: boolean) => {
      open = false
      resolve(itself)
    }
    /** In order: it is one connection. */
    const back = (what: string, then: () => void) => {
      const at = Math.max(scheduler.now + this.#delay(), last + 0.5)
      last = at
      scheduler.after(at - scheduler.now, from, what, () => open && then())
    }
    scheduler.after(this.#delay(), undefined, `${from.name} -> ${to} ${what}`, () => {
      const there = reach(to)
      if (!there || chance.happens(faults().requestLost)) return back(`${what}: no connection`, () => end(false))
      there.process.onDeath(() => back(`${what}: connection reset`, () => end(false)))
      scheduler.after(0, there.process, `serves ${what}`, async () => {
        const request = {
          method: sent.method,
          path: sent.path,
          headers: sent.headers as never,
          body: null,
          twice: false,
        }
        void (async () => {
          try {
            for await (const item of streamOf(there.process, there.door, request)) {
              if (!open) return
              const text = JSON.stringify(item)
              if (chance.happens(faults().answerLost)) return back(`${what}: connection reset`, () => end(false))
              back(`${what}: item`, () => hear(JSON.parse(text)))
            }
            back(`${what}: end`, () => end(true))
          } catch {
            back(`${what}: failed`, () => end(false))
          }
        })()
      })
    })
    return { ended, cut: () => end(false) }
  }

  #delay(): number {
    const { chance, faults } = this.#options
    const { slow, slowest } = faults()
    return chance.between(0.3, 3) + (chance.happens(slow) ? chance.between(0, slowest) : 0)
  }
}

const fault = (code: string): Error => Object.assign(new Error(code), { code })

/** Of undici's answer, what a link reads. */
const dataOf = ({ statusCode, headers, text, bytes }: Answered): Dispatcher.ResponseData => {
  const body = { text: async () => text, arrayBuffer: async () => bytes?.slice().buffer }
  return { statusCode, headers, body } as unknown as Dispatcher.ResponseData
}
