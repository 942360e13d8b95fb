import { type Match, RouteTable } from './routes.ts'

/** What tells an operation and where it is. */
interface Located {
  readonly id: string
  readonly mapping: { readonly method: string; readonly path: string } | undefined
}

/**
 * The operations of a place by method and path. A path may fit several: as `/things/{id}` with the id `latest` beside
 * `/things/latest`. Who only knows the path means the literal one, as everywhere. Who calls an operation with an input
 * means that operation, whatever is in its input, and says so: no input leads to another operation, least of all to
 * one that is for services only.
 */
export class OperationRoutes<Route extends { readonly plan: Located }> {
  readonly #all = new RouteTable<Route>()
  readonly #each = new Map<string, RouteTable<Route>>()

  /** An operation without a mapping cannot be reached. */
  add(route: Route): void {
    const { id, mapping } = route.plan
    if (!mapping) return
    const own = new RouteTable<Route>()
    for (const table of [this.#all, own]) table.add(mapping.method, mapping.path, id, route)
    this.#each.set(id, own)
  }

  /** The route for a percent-encoded path whose encoding is known to be valid. `named` is the header, where it came. */
  find(method: string, path: string, named: string | undefined): Match<Route> | undefined {
    const found = this.#all.find(method, path)
    if (named === undefined || found?.route.plan.id === named) return found
    // A name that is not known here is of another version: its path is all there is to go by.
    const own = this.#each.get(named)
    return own ? own.find(method, path) : found
  }
}
