import type { Handler } from 'banyan/service'
import type { Ai } from '../shape.ts'

export const models: Handler<Ai, 'models'> = (_, { resources }) =>
  resources.chain.map(({ name, price, remote }, order) => ({
    id: name.id,
    provider: name.provider,
    order,
    offline: !remote,
    price: price ?? null,
  }))
