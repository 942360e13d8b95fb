import type { Handler } from 'banyan/service'
import type { Auth } from '../shape.ts'

export const jwks: Handler<Auth, 'jwks'> = async (_, { resources }) => ({
  keys: (await resources.keys.published()).map((key) => ({ ...key })),
})
