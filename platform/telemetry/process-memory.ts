import { getHeapStatistics } from 'node:v8'

/** Bytes of this process's heap in use, and the most there may be. */
export function processMemory(): { readonly used: number; readonly limit: number } {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics()
  return { used, limit }
}
