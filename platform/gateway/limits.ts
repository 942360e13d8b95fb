import type { Clock } from '../clock/index.ts'
import { Failure, failure, type Limit, ms, type Operation } from '../contract/index.ts'
import type { Exchange } from '../hosts/node/exchange.ts'
import { clientKey, Gcra, SlidingWindow } from '../limits/index.ts'
import type { User } from '../service/caller.ts'
import type { Plan } from '../service/plan.ts'
import { Quota, type Refusal } from './quota.ts'
import type { GatewayLimits, Rate } from './types.ts'

/** The limits that hold for every request of their sort. */
export interface GeneralLimits {
  readonly ip: Quota | undefined
  readonly user: Quota | undefined
  readonly web: Quota | undefined
}

export function generalLimits(limits: GatewayLimits, clock: Clock): GeneralLimits {
  const keys = limits.keys ?? KEYS
  const quota = (name: string, rate: Rate | false) => {
    if (rate === false) return undefined
    const policy = { name, max: rate.max, window: ms(rate.window) }
    return new Quota(new Gcra(policy, rate.burst ?? rate.max, { clock, keys }), tooMany)
  }
  return {
    ip: quota('ip', limits.ip ?? { max: 600, window: '1m' }),
    user: quota('user', limits.user ?? { max: 600, window: '1m' }),
    web: quota('web', limits.web ?? { max: 6000, window: '1m' }),
  }
}

/** An operation's own limits: those that need only its caller, and those that need a field of its input. */
export class OperationLimits {
  readonly #byCaller: { readonly quota: Quota; readonly perUser: boolean }[] = []
  readonly #byField: { readonly quota: Quota; readonly field: string }[] = []

  constructor(plan: Plan, limits: GatewayLimits, clock: Clock) {
    if (limits.operations === false) return
    const keys = Math.ceil((limits.keys ?? KEYS) / OPERATION_SHARE)
    const refusal = refusalOf(plan.operation)
    for (const [at, limit] of (plan.operation.limits ?? []).entries()) {
      const policy = { name: at === 0 ? plan.id : `${plan.id}-${at + 1}`, max: limit.max, window: ms(limit.window) }
      const exact = limit.max <= EXACT_UP_TO
      const limiter = exact ? new SlidingWindow(policy, { clock, keys }) : new Gcra(policy, limit.max, { clock, keys })
      this.#add(limit.by, new Quota(limiter, refusal))
    }
  }

  /** Before the body is read. Where a user is counted and there is none, the address is. */
  countCaller(exchange: Exchange, user: User | null): void {
    for (const { quota, perUser } of this.#byCaller)
      quota.count(exchange, perUser && user ? user.id : clientKey(exchange.ip ?? ''))
  }

  /** Counts the field's value, in lower case, together with the address. */
  readonly countInput = (exchange: Exchange, input: Record<string, unknown>): void => {
    for (const { quota, field } of this.#byField) {
      const value = String(input[field] ?? '')
      quota.count(exchange, `${value.trim().toLowerCase().slice(0, LONGEST_VALUE)} ${clientKey(exchange.ip ?? '')}`)
    }
  }

  #add(by: Limit['by'], quota: Quota): void {
    if (typeof by === 'object') this.#byField.push({ quota, field: by.field })
    else this.#byCaller.push({ quota, perUser: by === 'user' })
  }
}

/** Clients that a general limit remembers, about 100 bytes each. */
const KEYS = 50_000
/** An operation's own limit remembers a fifth of them. */
const OPERATION_SHARE = 5
/** Above it, remembering the time of each request costs more than the exactness is worth. */
const EXACT_UP_TO = 60
/** Characters: a key must not be as large as its sender likes. */
const LONGEST_VALUE = 256

const tooMany: Refusal = (details) => failure('limited', details)

/** The error that the operation declares for being limited, so that its callers can tell it by its code. */
function refusalOf(operation: Operation): Refusal {
  const declared = Object.entries(operation.errors ?? {}).find(([, { kind }]) => kind === 'limited')
  if (!declared) return tooMany
  const [code, { kind, title }] = declared
  return (details) => new Failure(code, kind, details, title)
}
