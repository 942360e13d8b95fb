import { isDeepStrictEqual } from 'node:util'
import type { Tx } from 'banyan/store'
import type { Kysely } from 'kysely'
import type { ProfileChange } from '../contract/agent-profile.ts'
import type { AgentProfile } from '../contract.ts'
import type { AgentProfileRow, Tables } from './tables.ts'

/** What can be said of oneself: a profile without what the service says of it. */
export type Said = Omit<AgentProfile, 'version' | 'updatedAt'>

/** The profile of somebody who has said nothing yet. */
export const unsaid: AgentProfile = {
  name: '',
  licence: '',
  certifications: [],
  years: null,
  bio: '',
  phone: '',
  address: '',
  agency: '',
  website: '',
  social: {},
  googleId: '',
  zillowEmail: '',
  reviews: [],
  version: 0,
  updatedAt: null,
}

export async function findProfile(db: Kysely<Tables>, user: string): Promise<AgentProfile> {
  return toProfile(await one(db, user).executeTakeFirst())
}

/** The same, and nobody else changes it until the transaction ends. Without one, it is begun. */
export async function lockProfile(tx: Tx<Tables>, user: string, now: Date): Promise<AgentProfile> {
  await tx
    .insertInto('agent_profile')
    .values({ user_id: user, profile: '{}', version: 0, updated_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return toProfile(await one(tx, user).forUpdate().executeTakeFirst())
}

/** Puts a locked profile into the form that is given; one that stays the same stays at its version, too. */
export async function changeProfile(
  tx: Tx<Tables>,
  user: string,
  { version, updatedAt, ...before }: AgentProfile,
  said: Said,
  now: Date,
): Promise<AgentProfile> {
  if (isDeepStrictEqual(before, said)) return { ...said, version, updatedAt }
  await tx
    .updateTable('agent_profile')
    .set({ profile: JSON.stringify(said), version: version + 1, updated_at: now })
    .where('user_id', '=', user)
    .execute()
  return { ...said, version: version + 1, updatedAt: now.toISOString() }
}

const one = (db: Kysely<Tables>, user: string) => db.selectFrom('agent_profile').selectAll().where('user_id', '=', user)

function toProfile(row: AgentProfileRow | undefined): AgentProfile {
  if (!row || row.version === 0) return unsaid
  // Written above, perhaps by a release that knew fewer fields.
  const said = row.profile as Partial<Said>
  return { ...unsaid, ...said, version: row.version, updatedAt: row.updated_at.toISOString() }
}

/** What is said, with what is given in the place of what was. */
export function changed(said: Said, given: ProfileChange): Said {
  const known = Object.entries(given).filter(([, value]) => value !== undefined)
  // Each field has the type of the one that it replaces.
  return { ...said, ...(Object.fromEntries(known) as Partial<Said>) }
}
