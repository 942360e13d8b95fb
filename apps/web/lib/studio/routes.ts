import type { Route } from 'next'
import type { ContentType } from '../content/specs.ts'
import type { StudioKind } from './kinds.ts'

// The routes exist for each key of the table above, which is more than their type can say.
export const studioRoute = ({ key }: StudioKind): Route => `/studio/${key}` as Route

/** The page of a run, together with those that were started with it. */
export function runRoute({ key }: StudioKind, [first = '', ...others]: readonly string[]): Route {
  const query = new URLSearchParams(others.map((id) => ['with', id]))
  return `/studio/${key}/${encodeURIComponent(first)}${query.size > 0 ? `?${query}` : ''}` as Route
}

/** Where one writes without a model. */
export const writeRoute = ({ key }: StudioKind, type?: ContentType): Route =>
  `/studio/${key}/write${type === undefined ? '' : `?type=${type}`}` as Route
