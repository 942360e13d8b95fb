import type { InputOf } from 'banyan/contract'
import type { generateAgentBio } from '../contract/agent-bio.ts'
import type { Tone } from '../contract/tone.ts'
import { capitalised, ended, listed, unended } from './wording.ts'

type Input = InputOf<typeof generateAgentBio>

/** A biography of what was told, and nothing else. */
export function offlineBio({
  name,
  agencyName,
  experience,
  certifications = [],
  tone = 'Professional',
}: Input): string {
  const first = name.replace(/^(?:Dr|Mr|Mrs|Ms|Mx)\.?\s+/i, '').split(/\s+/)[0] ?? name
  const [opening, closing] = FRAMES[tone]
  // `Blue Door Inc.` has its own mark already.
  const mark = /[.!?]$/.test(agencyName) ? '{agencyName}' : '{agencyName}.'
  const filled = (frame: string) =>
    frame.replace('{agencyName}.', mark).replace(/\{(\w+)\}/g, (_, key) => ({ name, agencyName, first })[key as Key])
  const held = certifications.length > 0 ? certified(first, certifications) : ''
  return [filled(opening), [experienced(first, experience), held].filter(Boolean).join(' '), filled(closing)]
    .filter(Boolean)
    .join('\n\n')
}

type Key = 'name' | 'agencyName' | 'first'

const FRAMES: Readonly<Record<Tone, readonly [string, string]>> = {
  Professional: [
    '{name} is a real estate agent with {agencyName}.',
    'Whether you plan to buy or to sell, {first} will be glad to talk through your next step.',
  ],
  Casual: [
    'Meet {name} of {agencyName}.',
    'Thinking about a move? Get in touch with {first} and talk it over, no strings attached.',
  ],
  Enthusiastic: [
    'Say hello to {name} of {agencyName}!',
    'Ready for your next move? {first} can’t wait to hear what you are looking for!',
  ],
  Humorous: [
    'Some people collect stamps. {name} of {agencyName} collects house keys, and hands them on.',
    'Talk to {first} about your next move. Small talk about the weather is optional.',
  ],
}

const certified = (first: string, certifications: readonly string[]): string =>
  `${first} holds ${certifications.length === 1 ? 'this certification' : 'these certifications'}: ${ended(listed(certifications))}`

/** What was told of the experience, with words around it that fit its form. */
function experienced(first: string, told = ''): string {
  const experience = told.replace(/\s+/g, ' ').trim()
  if (experience === '') return ''
  if (/^\d{1,2}\+?$/.test(experience)) return `${first} brings ${experience} years of experience.`
  if (/\b(?:I|my|we|our)\b|\bI['’]/.test(experience))
    return `In ${first}’s own words: “${ended(capitalised(experience))}”`
  if (/[.!?](?:\s|$)/.test(experience)) return ended(capitalised(experience))
  if (!/^(?:(?:over|more than|nearly|almost|about) )?\d{1,2}\+? years?\b/i.test(experience))
    return `${first}’s experience: ${ended(unended(experience))}`
  const bare = /years?$/i.test(experience) ? `${experience} of experience` : experience
  return `${first} brings ${ended(bare.charAt(0).toLowerCase() + bare.slice(1))}`
}
