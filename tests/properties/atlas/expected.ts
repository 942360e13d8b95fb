import { isOperation } from 'banyan/contract'
import { atlas, type Route } from './service.ts'

interface Known {
  readonly route: Route
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly segments: readonly string[]
}

/** All that there is. `segments` are as the contract writes them: `{a}` stands for a parameter. */
export const routes: readonly Known[] = Object.entries(atlas.members).flatMap(([route, member]) => {
  const [method = '', path = ''] = (isOperation(member) && member.http?.split(' ')) || []
  // The contract's type lets nothing else begin a path.
  return [{ route: route as Route, method: method as Known['method'], segments: path.split('/').slice(1) }]
})

/** What the gateway has to do with a request, by going through all routes. `segments` are decoded. */
export function expected(method: string, segments: readonly string[]) {
  const fitting = routes.filter(
    ({ segments: own }) =>
      own.length === segments.length &&
      own.every((segment, at) => (isParameter(segment) ? segments[at] !== '' : segment === segments[at])),
  )
  const asked = method === 'HEAD' ? 'GET' : method
  const [best] = fitting.filter((route) => route.method === asked).sort(literalFirst)
  return {
    allowed: new Set(fitting.map((route) => route.method)),
    answer: best && { route: best.route, ...paramsOf(best, segments) },
  }
}

export const isParameter = (segment: string): boolean => segment.startsWith('{')

/** From the left to the right. */
function literalFirst(one: Known, other: Known): number {
  const at = one.segments.findIndex((segment, n) => isParameter(segment) !== isParameter(other.segments[n] ?? ''))
  return at === -1 ? 0 : isParameter(one.segments[at] ?? '') ? 1 : -1
}

const paramsOf = ({ segments: own }: Known, segments: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    own.flatMap((segment, at) => (isParameter(segment) ? [[segment.slice(1, -1), segments[at] as string]] : [])),
  )
