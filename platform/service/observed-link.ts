import type { Clock } from '../clock/index.ts'
import { asFailure, type Failure } from '../contract/index.ts'
import type { Link, Origin } from './link.ts'
import type { Observer } from './observer.ts'

/**
 * The link to a service in another place, each call of which is a span of its own: what its caller saw of it, whether or
 * not it arrived.
 */
export function observedLink(
  to: string,
  link: Link,
  { clock, observer }: { readonly clock: Clock; readonly observer: Observer },
): Link {
  const begin = (operation: string, { service, frame }: Origin) => {
    const begun = clock.monotonic()
    const trace = observer.child(frame.trace)
    const end = (failure: Failure | undefined) =>
      observer.called({ from: service ?? GATEWAY, to, operation, trace, ms: clock.monotonic() - begun, failure })
    return { origin: { service, frame: { ...frame, trace } }, end }
  }
  return {
    async call(operation, input, from, options) {
      const { origin, end } = begin(operation, from)
      try {
        const output = await link.call(operation, input, origin, options)
        end(undefined)
        return output
      } catch (error) {
        end(asFailure(error))
        throw error
      }
    },
    async *stream(operation, input, from, options) {
      const { origin, end } = begin(operation, from)
      let failed: Failure | undefined
      try {
        yield* link.stream(operation, input, origin, options)
      } catch (error) {
        failed = asFailure(error)
        throw error
      } finally {
        end(failed)
      }
    },
  }
}

/** Who calls when what came from outside is passed on. */
const GATEWAY = 'gateway'
