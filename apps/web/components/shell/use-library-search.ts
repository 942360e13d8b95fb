'use client'
import type { SavedSummary } from '@banyan/content/contract'
import { useEffect, useState } from 'react'
import { getJson } from '../../lib/browser/get.ts'

/** Milliseconds of quiet before the server is asked. */
const QUIET = 180

/** Entries of the reader's library that fit a text of two or more characters. */
export function useLibrarySearch(text: string): readonly SavedSummary[] {
  const [found, setFound] = useState<readonly SavedSummary[]>([])
  const q = text.trim()
  useEffect(() => {
    const asked = new AbortController()
    const search = async () => {
      if (q.length < 2) return setFound([])
      try {
        const query = new URLSearchParams({ q, limit: '5' })
        const page = await getJson<{ items: SavedSummary[] }>(`/content/saved?${query}`, asked.signal)
        setFound(page.items)
      } catch {
        // The palette works without these; the library page says what is wrong.
        if (!asked.signal.aborted) setFound([])
      }
    }
    const timer = setTimeout(search, q.length < 2 ? 0 : QUIET)
    return () => {
      clearTimeout(timer)
      asked.abort()
    }
  }, [q])
  return found
}
