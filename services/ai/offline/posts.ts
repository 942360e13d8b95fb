import { shorten } from 'banyan/text'
import { channelLimits, type PostSet, type Tone } from '../contract.ts'
import type { PostsDraft } from '../generators/social-posts.ts'
import { choose, extractsOf, inReadingOrder } from './extract.ts'
import { hashtagsOf } from './hashtags.ts'
import { frames, furtherFrames, questions } from './phrases.ts'
import { speaksOfItself } from './report.ts'
import { xLength } from './x-length.ts'

interface Input {
  readonly topic: string
  readonly tone: Tone
  readonly context?: string | undefined
  readonly googleBusiness?: boolean | undefined
  readonly variations?: number | undefined
}

/** Posts from the context's own sentences, or from questions where there is no context. */
export function offlinePosts(input: Input): PostsDraft {
  const [first, ...further] = Array.from({ length: input.variations ?? 1 }, (_, at) => postSet(input, at))
  return { ...(first ?? postSet(input, 0)), ...(further.length > 0 && { variations: further }) }
}

/** The set number `at`: each begins with another point, and in other words. */
function postSet({ topic, tone, context = '', googleBusiness }: Input, at: number): PostSet {
  const label = shorten(topic.replace(/[.!…:;,\s]+$/, ''), 120)
  const points = turned(pointsOf(topic, context), at)
  const frame = (channel: keyof typeof channelLimits) => {
    const { open, close } = at === 0 ? frames[tone][channel] : (furtherFrames[tone][at - 1] ?? frames[tone][channel])
    return {
      open: capitalised(opening(open, label)),
      close,
      said: points.length > 0 ? points : turned(questions[channel], at),
      asks: points.length === 0,
    }
  }
  const tags = (count: number) => hashtagsOf(topic, context, count)
  return {
    facebook: facebook(frame('facebook'), tags(2)),
    instagram: instagram(frame('instagram'), tags(8)),
    twitter: twitter(frame('twitter'), tags(2)),
    linkedin: linkedin(frame('linkedin'), tags(4)),
    ...(googleBusiness && { googleBusiness: business(frame('facebook')) }),
  }
}

const turned = <T>(items: readonly T[], by: number): T[] => {
  const from = items.length === 0 ? 0 : by % items.length
  return [...items.slice(from), ...items.slice(0, from)]
}

interface Parts {
  readonly open: string
  readonly close: string
  readonly said: readonly string[]
  readonly asks: boolean
}

const facebook = ({ open, close, said }: Parts, tags: readonly string[]) =>
  paragraphs([open, said.slice(0, 2).join(' '), close, tags.join(' ')])

/** For people who search: no tags, and no question, since nobody can answer below it. */
const business = ({ open, said, asks }: Parts) =>
  paragraphs([open, asks ? '' : said.slice(0, 3).join(' '), 'Get in touch to find out more.'])

/** Short lines: the points that are short, or else the first one shortened. */
const instagram = ({ open, close, said }: Parts, tags: readonly string[]) => {
  const short = said.filter((point) => point.length <= LINE).slice(0, 3)
  const points = short.length > 0 ? short : [shorten(said[0] ?? '', LINE)]
  return paragraphs([open, lines(points.map((point) => `• ${point}`)), close, tags.join(' ')])
}
const LINE = 140

const linkedin = ({ open, close, said, asks }: Parts, tags: readonly string[]) => {
  const heading = asks ? 'Three questions worth asking:' : 'Key points:'
  const numbered = said.slice(0, 4).map((point, at) => `${at + 1}. ${point}`)
  return paragraphs([open, heading, lines(numbered), close, tags.join(' ')])
}

/** One point: the first that fits whole, or else the first one shortened between two words. */
function twitter({ open, said }: Parts, tags: readonly string[]): string {
  const fits = (post: string) => xLength(post) <= channelLimits.twitter && post.length <= channelLimits.twitter
  const compose = (point: string, with_: readonly string[]) => [open, point, ...with_].filter(Boolean).join(' ')
  for (const kept of [tags, tags.slice(0, 1), []]) {
    const whole = said.map((point) => compose(point, kept)).find(fits)
    if (whole) return whole
  }
  for (let room = channelLimits.twitter; room > 20; room -= 10) {
    const shortened = compose(shorten(said[0] ?? '', room), tags.slice(0, 1))
    if (fits(shortened)) return shortened
  }
  // A topic of wide letters alone can be longer than a post.
  let bare = open
  for (let room = channelLimits.twitter; !fits(bare); room -= 10) bare = shorten(open, room)
  return bare
}

/**
 * The sentences of the context that say most about the topic, without the marks of their sources. Whoever gave it means
 * it to be about the topic, whether it uses the same words or not: hence the title.
 */
function pointsOf(topic: string, context: string): string[] {
  const text = context.replace(/\s*\[\d{1,2}\]/g, '')
  const extracts = extractsOf(topic, [{ title: topic, text }]).filter((extract) => !speaksOfItself(extract.text))
  return inReadingOrder(choose(extracts, 4, { spread: 0 })).map(({ text }) => text)
}

/** A topic that is a question keeps its mark, and takes none of the phrase's. */
const opening = (phrase: string, label: string): string =>
  phrase.replace(/\{topic\}([.:!]?)/, (_, mark: string) => (label.endsWith('?') ? label : label + mark))

const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n')
const lines = (parts: readonly string[]): string => parts.join('\n')
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
