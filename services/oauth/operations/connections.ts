import type { Handler } from 'banyan/service'
import { toConnection } from '../connections/state.ts'
import type { Oauth } from '../shape.ts'
import { findConnections } from '../store/connections.ts'

export const connections: Handler<Oauth, 'connections'> = async (_, { clock, db, resources, user }) => {
  const all = await findConnections(db, user.id)
  return Promise.all(
    resources.known.map(async (settings) => {
      const found = all.get(settings.name)
      const readable = !found?.secrets || (await resources.vault.knows(found.secrets))
      return toConnection(settings, found, readable, clock.now())
    }),
  )
}
