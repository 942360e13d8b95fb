import { createReplicate } from '@ai-sdk/replicate'
import type { ImageModel } from 'ai'
import type { Fetch } from 'banyan/network'
import type { Breakers } from 'banyan/resilience'
import type { Config } from '../config.ts'
import { type Chain, chained } from '../models/chain.ts'
import type { Painter } from '../models/name.ts'
import { openAICompatible } from '../models/servers.ts'

/** The models that draw, in the order they are asked. */
export const openPainters = (config: Config, breakers: Breakers, fetch: Fetch): Chain<ImageModel> =>
  config.AI_PICTURES.map((name) =>
    chained(
      name,
      name.provider === 'offline' ? undefined : painter(name.provider, name.id, config, fetch),
      config,
      breakers,
    ),
  )

function painter(provider: Painter, id: string, config: Config, fetch: Fetch): ImageModel {
  if (provider !== 'replicate') return openAICompatible(provider, config, fetch).imageModel(id)
  const apiToken = config.REPLICATE_API_TOKEN?.reveal() ?? ''
  return createReplicate({ apiToken, baseURL: config.REPLICATE_BASE_URL, fetch }).image(id)
}
