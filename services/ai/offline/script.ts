import type { InputOf } from 'banyan/contract'
import { shorten } from 'banyan/text'
import type { Tone } from '../contract/tone.ts'
import type { generateVideoScript } from '../contract/video-script.ts'
import type { ScriptDraft } from '../generators/video-script.ts'
import { choose, extractsOf, inReadingOrder } from './extract.ts'
import { capitalised, unended } from './wording.ts'

type Input = InputOf<typeof generateVideoScript>

/** A script of the context's own sentences, or of the questions that a video on the topic should answer. */
export function offlineScript({ topic, tone, audience, seconds, context = '' }: Input): ScriptDraft {
  const label = shorten(unended(topic) || topic, 120)
  const hook = HOOKS[tone].replace('{topic}', () => (seconds < SHORT ? shorten(label, 60) : label))
  const opening = seconds < SHORT ? hook : `${hook} This is for you if you are among ${audience}.`
  const said = pointsOf(topic, context)
  const points =
    said.length > 0 ? said.map((narration, at) => ({ narration, shot: SHOTS[at % SHOTS.length] ?? '' })) : QUESTIONS
  const shown = fitting(points, seconds, wordsOf(opening))
  const lengths = split(seconds, shown.length + 1)
  return {
    title: shorten(capitalised(label), 160),
    hook,
    scenes: [
      {
        visual: `You, facing the camera. On screen: “${shorten(capitalised(label), 60)}”.`,
        narration: opening,
        seconds: lengths[0] ?? 1,
      },
      ...shown.map(({ narration, shot }, at) => ({
        visual: `${shot} On screen: “${shorten(unended(narration), 50)}”.`,
        narration,
        seconds: lengths[at + 1] ?? 1,
      })),
    ],
    callToAction: CALLS[tone],
  }
}

interface Point {
  readonly narration: string
  readonly shot: string
}

/** Seconds under which a video has time for little more than its point. */
const SHORT = 30

/** As many points, six at most, as can be said in the time: about three words a second. Always one. */
function fitting(points: readonly Point[], seconds: number, opening: number): Point[] {
  const shown = points.slice(0, 1)
  let left = seconds * 3 - opening - wordsOf(shown[0]?.narration ?? '')
  for (const point of points.slice(1, Math.min(6, Math.max(1, Math.round(seconds / 12))))) {
    left -= wordsOf(point.narration)
    if (left >= 0) shown.push(point)
  }
  return shown
}

const wordsOf = (text: string): number => text.split(/\s+/).length

const HOOKS: Readonly<Record<Tone, string>> = {
  Professional: 'A short answer to a question that matters: {topic}.',
  Casual: 'Let’s talk about this one: {topic}.',
  Enthusiastic: 'You asked, here it is: {topic}!',
  Humorous: 'Nobody asked at breakfast, so here it is: {topic}.',
}

const CALLS: Readonly<Record<Tone, string>> = {
  Professional: 'Write to me with your question, and I will answer it personally.',
  Casual: 'Drop your question below, and I’ll get back to you.',
  Enthusiastic: 'Send me your question today, I can’t wait to hear it!',
  Humorous: 'Ask me anything below. Except my phone’s storage, it is full of house photos.',
}

const SHOTS = [
  'Close-up while you speak.',
  'Walk through a room or along a street.',
  'Show your hands with notes or a plan.',
]

/** The sentences of the context that say most about the topic. Whoever gave it means it to be about it. */
function pointsOf(topic: string, context: string): string[] {
  const extracts = extractsOf(topic, [{ title: topic, text: context }])
  return inReadingOrder(choose(extracts, 6, { spread: 0 })).map(({ text }) => text)
}

/** Without a context nothing is known: the script asks, and its maker answers. */
const QUESTIONS: readonly Point[] = [
  {
    narration: 'The first question is always the same: what does it mean for you?',
    shot: 'Answer it in one sentence, facing the camera.',
  },
  { narration: 'What should you do first?', shot: 'Name one step that takes less than an hour, and show it.' },
  {
    narration: 'What do most people get wrong about it?',
    shot: 'Tell of one case that you know at first hand, without names.',
  },
  {
    narration: 'What should you not do?',
    shot: 'Name one mistake and what it leads to, walking through a room or along a street.',
  },
  { narration: 'Who can help with it?', shot: 'Say whom to ask and what to bring; show the papers.' },
  { narration: 'And how do you know that it worked?', shot: 'Name one sign to look for, back in front of the camera.' },
]

/** Whole seconds for `count` scenes that are `seconds` in all; the first may be shorter than the others. */
function split(seconds: number, count: number): number[] {
  const each = Math.floor(seconds / count)
  return Array.from({ length: count }, (_, at) => each + (at >= count - (seconds % count) ? 1 : 0))
}
