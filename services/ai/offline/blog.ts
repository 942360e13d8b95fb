import type { InputOf } from 'banyan/contract'
import { plainText, shorten } from 'banyan/text'
import { type generateBlogPost, metaDescriptionLimit } from '../contract/blog-post.ts'
import type { Tone } from '../contract/tone.ts'
import type { PostDraft } from '../generators/blog-post.ts'
import type { Material, Source } from '../generators/generator.ts'
import { choose, type Extract, extractsOf, inReadingOrder } from './extract.ts'
import { hashtagsOf } from './hashtags.ts'
import { blocks, bullets, inLine, link } from './markdown.ts'
import { capitalised, unended } from './wording.ts'

type Input = InputOf<typeof generateBlogPost>

/** A post of the context's and the sources' own sentences, a section a source; without any, its outline in questions. */
export function offlineBlogPost(
  { topic, tone = 'Professional', context = '' }: Input,
  { sources }: Material,
): PostDraft {
  const label = shorten(unended(topic) || topic, 150)
  const texts = [...(context.trim() === '' ? [] : [given(topic, context)]), ...sources]
  const extracts = quotable(topic, texts)
  const points = inReadingOrder(choose(extracts, 3, { spread: 1 }))
  const sections = texts
    .map((source, at) => ({
      source,
      said: choose(
        extracts.filter((each) => each.source === at),
        5,
        { taken: points, spread: 0 },
      ),
    }))
    .filter(({ said }) => said.length > 0)
    .slice(0, 4)
  const title = capitalised(label)
  const content = points.length === 0 ? outline(label) : article(label, tone, points, sections)
  const first = points[0]?.text ?? `${title}: the questions to answer, and where to begin.`
  return {
    title,
    content,
    metaDescription: shorten(plainText(first), metaDescriptionLimit),
    tags: tagsOf(topic, content),
  }
}

/** What was given is about the topic, whatever its words; the sources are held against each other. */
function quotable(topic: string, texts: readonly Source[]): Extract[] {
  const own = texts.filter(({ url }) => url === '')
  const found = extractsOf(topic, texts.slice(own.length))
  return [...extractsOf(topic, own), ...found.map((extract) => ({ ...extract, source: extract.source + own.length }))]
}

interface Section {
  readonly source: Source
  readonly said: readonly Extract[]
}

function article(label: string, tone: Tone, points: readonly Extract[], sections: readonly Section[]): string {
  return blocks([
    OPENINGS[tone].replace('{topic}', () => inLine(label)),
    `## In short\n\n${bullets(points.map(({ text }) => text))}`,
    ...sections.map(({ source, said }) =>
      blocks([
        `## ${inLine(shorten(source.title, 110))}`,
        inReadingOrder(said)
          .map(({ text }) => text)
          .join(' '),
        source.url === '' ? '' : `Source: ${link(source.title, source.url)}`,
      ]),
    ),
    CLOSINGS[tone],
  ])
}

/** Nothing is stated: the questions that the post has to answer. */
const outline = (label: string): string =>
  blocks([
    `This is the outline of a post on ${inLine(label)}. No source was found to quote from: answer the questions in your own words, or add texts of yours and write it again.`,
    `## Why it matters\n\n${bullets(['Who asks about it, and when?', 'What does a wrong decision cost?'])}`,
    `## What to know first\n\n${bullets(['Which three facts does a reader need?', 'Where do they come from, and how old are they?'])}`,
    `## What to do\n\n${bullets(['What is the first step?', 'Who can help with it?', 'How does one see that it worked?'])}`,
    '## A story of your own\n\nDescribe one case that you know at first hand, without names.',
  ])

const OPENINGS: Readonly<Record<Tone, string>> = {
  Professional: 'This post gathers what is worth knowing about one topic: {topic}.',
  Casual: 'Let’s talk about {topic}. Here is what I found worth passing on.',
  Enthusiastic: 'Here is everything that I was eager to share about this: {topic}!',
  Humorous: 'Make a coffee, this is shorter than the paperwork of a closing: {topic}.',
}

const CLOSINGS: Readonly<Record<Tone, string>> = {
  Professional: '## Next step\n\nWrite to me with your question. I will gladly look at your own case.',
  Casual: '## Next step\n\nGot a question? Drop me a line, I’ll get back to you.',
  Enthusiastic: '## Next step\n\nTell me about your plans, I can’t wait to hear them!',
  Humorous: '## Next step\n\nQuestions are free, and so is the coffee if you come by.',
}

/** What the author gave, as a text of its own without an address. */
const given = (topic: string, context: string): Source => ({ title: topic, url: '', snippet: '', text: context })

/** `#OpenHouse` as `open house`. */
function tagsOf(topic: string, content: string): string[] {
  const tags = hashtagsOf(topic, plainText(content), 6)
    .map((tag) => tag.slice(1).replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '))
    .map((tag) => tag.toLowerCase())
    .filter((tag) => !/\d/.test(tag) || topic.includes(tag))
  return tags.length > 0 ? tags : [shorten(topic, 60)]
}
