import type { ModelInfo } from '@banyan/ai/contract'
import { settle } from 'banyan/contract'
import { cache } from 'react'
import { api } from './api.ts'

/** The models in the order they are asked; undefined when that cannot be said now. Asked once a request. */
export const models = cache(async (): Promise<readonly ModelInfo[] | undefined> => {
  const answer = await settle(api.ai.models({}))
  return answer.ok ? answer.value : undefined
})

/** True when every text comes from the built-in model. */
export const onlyOffline = (all: readonly ModelInfo[] | undefined): boolean =>
  all !== undefined && all.length > 0 && all.every(({ offline }) => offline)
