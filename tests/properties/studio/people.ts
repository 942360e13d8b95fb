import type { Started } from 'banyan/testing/start'
import type { Services } from '../../../apps/web/lib/studio/runs.ts'
import type { Studio } from './start.ts'

/** Somebody with a profile and a small library. */
export interface Person {
  readonly token: string
  readonly services: Services
  readonly entries: { readonly report: string; readonly note: string }
}

/** What of the library and the profile is to be found again in what was told to a model. */
export const FACTS = {
  report: 'Three homes sold.',
  note: 'The fence is new.',
  profile: 'Maria Gomez of Lakeside Realty',
}

export async function newPerson(studio: Studio, user: string): Promise<Person> {
  const token = await (studio.app as Started).token(user)
  const services = studio.services(token)
  const body = { summary: FACTS.report, keyFindings: [], sources: [], model: 'offline', degraded: [] }
  const [report, note] = await Promise.all([
    services.content.save({ type: 'research-report', title: 'Homes', body: JSON.stringify(body) }),
    services.content.save({ type: 'note', title: 'Fence', body: FACTS.note }),
    services.content.updateAgentProfile({ name: 'Maria Gomez', agency: 'Lakeside Realty' }),
  ])
  return { token, services, entries: { report: report.id, note: note.id } }
}
