import type { InputOf } from 'banyan/contract'
import type { Consistency, NapResult, runNapAudit } from '../contract/nap-audit.ts'
import type { Source } from '../generators/generator.ts'
import { counted, listed } from '../offline/wording.ts'
import { mentions, textOf } from '../research/mention.ts'
import { isOn, ownWebsite, type Platform, platforms } from './platforms.ts'
import { type Details, detailsOn, isAbout, phonesIn } from './read.ts'
import { sameAddress, sameName, samePhone } from './same.ts'

type Input = InputOf<typeof runNapAudit>

/** What was read on one page. */
export interface Read extends Details {
  readonly url: string
}

const NOT_FOUND = 'Not Found'

/** The pages of the platforms that are about this agent. */
export const pagesOf = (input: Input, sources: readonly Source[]): Source[] =>
  sources.filter((source) => isAbout(source, input) && checkedFor(input).some((platform) => isOn(platform, source.url)))

/** The details on each of those pages, read without a model. */
export const readPages = (input: Input, sources: readonly Source[]): Read[] =>
  pagesOf(input, sources).map((source) => ({ url: source.url, ...detailsOn(source, input) }))

/** Every platform with what was read there, held against the agent's own details. What the page does not say does not count. */
export function audited(input: Input, said: readonly Read[], sources: readonly Source[]): NapResult[] {
  const pages = pagesOf(input, sources)
  return checkedFor(input).map((platform) => {
    const found = pages.find((source) => isOn(platform, source.url))
    if (!found)
      return {
        platform: platform.name,
        url: '',
        ...shown({ name: '', address: '', phone: '' }),
        consistency: NOT_FOUND,
      }
    const read = said.find(({ url }) => url === found.url) ?? { url: found.url, ...detailsOn(found, input) }
    const details = standing(read, found)
    return { platform: platform.name, url: found.url, ...shown(details), consistency: consistencyOf(details, input) }
  })
}

/** The details that really stand on the page. */
function standing({ name, address, phone }: Details, source: Source): Details {
  const text = textOf(source)
  return {
    name: mentions(text, name) ? name : '',
    address: mentions(text, address) ? address : '',
    phone: phonesIn(text).some((each) => samePhone(each, phone)) || text.includes(phone) ? phone : '',
  }
}

/** Each detail that was found must agree; a page that shows neither address nor phone says nothing. */
export function consistencyOf(found: Details, own: Details): Consistency {
  const verdicts = [
    found.name === '' || found.name === NOT_FOUND ? undefined : sameName(found.name, own.name),
    found.address === '' ? undefined : sameAddress(found.address, own.address),
    found.phone === '' ? undefined : samePhone(found.phone, own.phone),
  ]
  if (verdicts.includes(false)) return 'Inconsistent'
  return verdicts[1] || verdicts[2] ? 'Consistent' : NOT_FOUND
}

/** How it stands in all, and what to do first. */
export function summaryOf(results: readonly NapResult[], degraded: readonly string[]): string {
  if (degraded.includes('search'))
    return 'The search did not answer, so no platform could be checked. Run the audit again later.'
  const named = (consistency: Consistency) => results.filter((each) => each.consistency === consistency)
  const [consistent, inconsistent, absent] = [named('Consistent'), named('Inconsistent'), named(NOT_FOUND)]
  const silent = absent.filter(({ url }) => url !== '')
  const names = (some: readonly NapResult[]) => listed(some.map(({ platform }) => platform))
  return [
    `Of ${counted(results.length, 'platform')} checked, ${consistent.length} ${consistent.length === 1 ? 'agrees' : 'agree'} with your details, ${inconsistent.length} ${inconsistent.length === 1 ? 'differs' : 'differ'}, and on ${absent.length} they were not found.`,
    ...(inconsistent.length > 0 ? [`Correct first: ${names(inconsistent)}.`] : []),
    ...(silent.length > 0
      ? [`A page was found on ${names(silent)}, but what the search shows of it has neither address nor phone.`]
      : []),
    ...(absent.length > silent.length
      ? [
          'Not found means that the search did not show it, not that there is none: look yourself before you create a profile.',
        ]
      : []),
  ].join(' ')
}

const checkedFor = ({ website }: Input): readonly Platform[] =>
  website === undefined ? platforms : [...platforms, ownWebsite(website)]

const shown = ({ name, address, phone }: Details) => ({
  foundName: name.slice(0, 200) || NOT_FOUND,
  foundAddress: address.slice(0, 300) || NOT_FOUND,
  foundPhone: phone.slice(0, 60) || NOT_FOUND,
})
