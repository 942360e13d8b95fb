import { Failure, failure } from '../contract/index.ts'

/** How telemetry calls an error. */
export const codeOf = (error: unknown): string =>
  error instanceof Failure ? error.code : error instanceof Error ? error.name : 'unknown'

/** What failed is named by its code as before; that nothing could stand in for it makes it 503 in any case. */
export function withoutFallback(failed: Failure, cause: unknown): Failure {
  const told = new Failure(
    failed.kind === 'unavailable' ? failed.code : 'unavailable',
    'unavailable',
    {
      ...(failed.detail !== undefined && { detail: failed.detail }),
      retryAfter: failed.retryAfter ?? WITHOUT_FALLBACK,
      cause: new AggregateError([failed, cause], 'neither the call nor its fallback gave an answer'),
    },
    failed.kind === 'unavailable' ? failed.title : undefined,
  )
  told.via = failed.via
  return told
}

/** Milliseconds. */
const WITHOUT_FALLBACK = 30_000

/** The refusal of a call for which there is no room. */
export const full = (name: string): Failure =>
  failure('unavailable', {
    detail: `Too many calls to ${name} are under way`,
    retryAfter: 1_000,
    overloaded: true,
  })
