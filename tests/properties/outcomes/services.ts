import { failure } from 'banyan/contract'
import { type Service, service, use } from 'banyan/service'
import { door, type Given, house } from './contracts.ts'

/** Things that bugs throw; some of them look like an answer. */
const thrown: readonly unknown[] = [
  new Error('secret detail'),
  new TypeError('secret detail'),
  Object.assign(new Error('secret detail'), { status: 404, statusCode: 404, code: 'notFound', expose: true }),
  { status: 200, kind: 'invalid', code: 'invalid', name: 'Failure' },
  'secret detail',
  404,
  null,
  undefined,
  Object.freeze({}),
  new AggregateError([new Error('secret detail')]),
]
export const bugs = thrown.length
export const lookingLikeAnswers = [2, 3]

type Fails = Readonly<Record<string, (details?: { retryAfter?: number }) => Error>>

function carryOut({ outcome, declared, retryAfter, ...given }: Given, fail: Fails): { fine: true } {
  const details = retryAfter === undefined ? {} : { retryAfter }
  switch (outcome) {
    case 'well':
      return { fine: true }
    case 'bug':
      throw thrown[given.thrown]
    case 'wrongOutput':
      return { fine: 'no' } as never
    case 'declared':
      throw fail[`${declared}Declared`]?.(details)
    default:
      throw failure(outcome, details)
  }
}

const answer = (given: Given, { fail }: { readonly fail: object }) => carryOut(given, fail as Fails)

const houseService = service(house, {
  handle: {
    query: answer,
    command: answer,
    created: answer,
    // Where there is nothing to give, anything is too much.
    nothing: (given, { fail }) => {
      const { fine } = carryOut(given, fail as Fails)
      return fine === true ? undefined : (fine as never)
    },
    tagged: answer,
    job: async (given, ctx) => answer(given, ctx),
    async *stream(given, ctx) {
      yield answer(given, ctx)
    },
    // Some notice that their time is over, some never end.
    sleepy: ({ thrown }, { signal }) =>
      new Promise<never>((_, reject) => {
        if (thrown % 2 === 0) signal.addEventListener('abort', () => reject(signal.reason))
      }),
    mine: answer,
    masters: answer,
  },
})

const doorService = service(door, {
  uses: { house: use(house, { breaker: { failures: Number.POSITIVE_INFINITY }, retry: { attempts: 1 } }) },
  handle: { relayed: (given, { call }) => call.house.query(given) },
})

export const services: readonly Service[] = [houseService, doorService]
