import type { Kysely } from 'kysely'
import type { Settings } from '../contract.ts'
import type { SettingsRow, Tables } from './tables.ts'

/** What holds until the user chooses otherwise. */
const unset: Settings = { theme: 'system', language: 'en', notifications: { email: true, push: false } }

export async function settingsOf(db: Kysely<Tables>, user: string): Promise<Settings> {
  const row = await db.selectFrom('settings').selectAll().where('user_id', '=', user).executeTakeFirst()
  return row ? toSettings(row) : unset
}

/** The user's row, which nobody else changes until the transaction ends; it is made when he has none. */
export async function lockSettings(tx: Kysely<Tables>, user: string, now: Date): Promise<Settings> {
  await tx
    .insertInto('settings')
    .values({ user_id: user, updated_at: now, ...toColumns(unset) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = tx.selectFrom('settings').selectAll().where('user_id', '=', user).forUpdate()
  return toSettings(await row.executeTakeFirstOrThrow())
}

export async function saveSettings(tx: Kysely<Tables>, user: string, settings: Settings, now: Date): Promise<void> {
  const columns = { ...toColumns(settings), updated_at: now }
  await tx.updateTable('settings').set(columns).where('user_id', '=', user).execute()
}

const toSettings = ({ theme, language, notify_email, notify_push }: SettingsRow): Settings => ({
  theme,
  language,
  notifications: { email: notify_email, push: notify_push },
})

const toColumns = ({ theme, language, notifications }: Settings) => ({
  theme,
  language,
  notify_email: notifications.email,
  notify_push: notifications.push,
})
