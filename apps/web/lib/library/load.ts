import type { Saved } from '@banyan/content/contract'
import { cache } from 'react'
import { api } from '../api.ts'
import { type Loaded, load } from '../session/guard.ts'

/** An entry for its page. Asked once a request, though title and page both need it. */
export const loadEntry = cache(
  (id: string): Promise<Loaded<Saved>> => load(api.content.get({ id }), `/saved/${encodeURIComponent(id)}`),
)
