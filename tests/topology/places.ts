import { alive } from '../../platform/store/embedded/directory.ts'
import type { Program } from '../system/process.ts'

/** The latest process of each place, by name, as the log tells: `models-2`. */
export function places({ lines }: Program): ReadonlyMap<string, number> {
  const there = lines.filter((line) => line.includes(' is there"')).map((line) => JSON.parse(line))
  return new Map(there.map(({ place, pid }) => [String(place), Number(pid)]))
}

export const anyAlive = (pids: Iterable<number>): boolean => [...pids].some((pid) => alive(pid))

/** `GET /health` of the gateway. */
export async function health({ baseUrl }: Program): Promise<{ status: number; report: Report }> {
  const response = await fetch(`${baseUrl}/health`)
  return { status: response.status, report: (await response.json()) as Report }
}

export interface Report {
  readonly healthy: boolean
  readonly status: string
  readonly checks: Readonly<Record<string, { readonly healthy: boolean }>>
}
