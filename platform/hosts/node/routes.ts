import { addRoute, createRouter } from 'rou3'
import { type CompiledMatch, compileRouter } from 'rou3/compiler'

export type Params = Readonly<Record<string, string>>

export interface Match<Route> {
  readonly route: Route
  /** Decoded. */
  readonly params: Params
}

/**
 * Which route answers a method and a path, built once at start. A literal segment goes before a parameter, from the left
 * to the right, so `/jobs/batches/{id}` goes before `/jobs/{id}/events`.
 */
export class RouteTable<Route> {
  readonly #exact = new Map<string, Map<string, Match<Route>>>()
  readonly #patterns = createRouter<Route>()
  #match: CompiledMatch<Route> | undefined
  /** Who took which shape of path. */
  readonly #taken = new Map<string, string>()

  /** `owner` names the route where two want the same one: that is an error. */
  add(method: string, path: string, owner: string, route: Route): void {
    const segments = path.split('/')
    for (const segment of segments)
      if (segment.includes('{') && !PARAMETER.test(segment))
        throw new Error(`${owner}: a parameter fills its whole segment, not a part of it as in "${path}"`)
    const shape = `${method} ${segments.map((segment) => (PARAMETER.test(segment) ? '{}' : segment)).join('/')}`
    const other = this.#taken.get(shape)
    if (other !== undefined) throw new Error(`${other} and ${owner} both answer ${method} ${path}`)
    this.#taken.set(shape, owner)
    this.#match = undefined
    if (shape.includes('{}')) addRoute(this.#patterns, method, segments.map(pattern).join('/'), route)
    else this.#ofMethod(method).set(path, { route, params: NONE })
  }

  /** The route for a percent-encoded path whose encoding is known to be valid. */
  find(method: string, path: string): Match<Route> | undefined {
    const exact = this.#exact.get(method)?.get(path)
    if (exact) return exact
    this.#match ??= compileRouter(this.#patterns)
    const found = this.#match(method, path)
    if (!found?.params || path.endsWith('/')) return undefined
    for (const name in found.params) {
      const value = found.params[name] as string
      if (value === '') return undefined
      if (value.includes('%')) found.params[name] = decodeURIComponent(value)
    }
    return { route: found.data, params: found.params }
  }

  #ofMethod(method: string): Map<string, Match<Route>> {
    let routes = this.#exact.get(method)
    if (!routes) {
      routes = new Map()
      this.#exact.set(method, routes)
    }
    return routes
  }
}

/** A path with its harmless escapes undone (RFC 3986, 6.2.2.2), or undefined where its encoding is not valid. */
export function normalPath(path: string): string | undefined {
  if (!path.includes('%')) return path
  try {
    if (decodeURIComponent(path).includes('\0')) return undefined
  } catch {
    // decodeURIComponent has no other failure than an invalid encoding.
    return undefined
  }
  return path.replace(/%(?:2[de]|5f|7e|3\d|[46][1-9a-f]|[57][\da])/gi, decodeURIComponent)
}

const PARAMETER = /^\{(\w+)\}$/
const NONE: Params = Object.freeze({})

/** A segment in rou3's syntax. */
const pattern = (segment: string): string =>
  PARAMETER.test(segment) ? `:${segment.slice(1, -1)}` : segment.replace(/[:*+?(){}\\]/g, '\\$&')
