import type { AgentProfile } from '@banyan/content/contract'
import type { Job } from 'banyan/durable/contract'

type Values = Record<string, string>

/** What a form can know from the agent's profile. What the profile does not say is left out. */
export function fromProfile(key: string, profile: AgentProfile): Values {
  const { city, state } = placeOf(profile.address)
  const place = [city, state].filter((part) => part !== '').join(', ')
  switch (key) {
    case 'market-update':
      return said({ location: place })
    case 'neighborhood-guide':
      return said({ city, state })
    case 'bio':
      return said({
        name: profile.name,
        agencyName: profile.agency,
        experience: profile.years === null ? '' : `${profile.years} ${profile.years === 1 ? 'year' : 'years'}`,
        certifications: profile.certifications.join('\n'),
      })
    default:
      return {}
  }
}

/** The form as it was when a run was begun, from what the run was given. */
export function fromRun({ input }: Pick<Job, 'input'>): Values {
  if (typeof input !== 'object' || input === null) return {}
  const { property, ...rest } = input as Readonly<Record<string, unknown>>
  const flat = typeof property === 'object' ? { ...rest, ...property } : rest
  return Object.fromEntries(Object.entries(flat).flatMap(([name, value]) => texts(name, value)))
}

function texts(name: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return [[name, value]]
  if (typeof value === 'number') return [[name, String(value)]]
  // A switch that is off is not among the values of a form.
  if (typeof value === 'boolean') return value ? [[name, 'on']] : []
  return Array.isArray(value) ? [[name, value.join('\n')]] : []
}

/** City and state of an address such as `500 Congress Ave, Austin, TX 78701`; empty where it does not say them. */
export function placeOf(address: string): { readonly city: string; readonly state: string } {
  const parts = address
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^(usa|united states)$/i.test(part))
  const state = /^([A-Za-z][A-Za-z .]*?)(\s+\d{5}(-\d{4})?)?$/.exec(parts.at(-1) ?? '')?.[1] ?? ''
  const city = parts.at(-2) ?? ''
  return state !== '' && city !== '' && !/\d/.test(city) ? { city, state } : { city: '', state: '' }
}

/** Who the agent is, one sentence a fact, for texts that shall say it; empty where the profile does not know. */
export function introduction({ name, agency, phone, website }: AgentProfile): string {
  if (name === '') return ''
  const reached = [phone, website].filter((way) => way !== '').join(', ')
  return [`The agent is ${name}${agency === '' ? '' : ` of ${agency}`}.`, reached && `Reached at ${reached}.`]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

const said = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))
