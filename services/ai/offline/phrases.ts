import type { Tone } from '../contract.ts'

type Channel = 'facebook' | 'instagram' | 'twitter' | 'linkedin'

/** How a post begins and ends, by tone and channel. `{topic}` stands where any wording of a topic reads well. */
export interface Frame {
  readonly open: string
  readonly close: string
}

export const frames: Readonly<Record<Tone, Readonly<Record<Channel, Frame>>>> = {
  Professional: {
    facebook: {
      open: 'A topic that deserves a closer look: {topic}.',
      close: 'What is your experience? We read every comment.',
    },
    instagram: { open: '{topic}, in short ▪️', close: 'Save this for your next planning session.' },
    twitter: { open: '{topic}:', close: '' },
    linkedin: {
      open: '{topic}: what is worth knowing before the next decision.',
      close: 'How does your team handle it? I would value your view in the comments.',
    },
  },
  Casual: {
    facebook: { open: 'So, {topic}. Been thinking about it lately 🙂', close: 'How do you see it? Tell us below 👇' },
    instagram: { open: 'Let’s talk: {topic} ☕', close: 'Agree? Double tap and tell a friend.' },
    twitter: { open: 'Quick one on {topic} –', close: '' },
    linkedin: {
      open: 'Coffee-break thought on {topic}.',
      close: 'Curious what works for you – drop a line below.',
    },
  },
  Enthusiastic: {
    facebook: {
      open: 'We can’t stop talking about this: {topic}! 🎉',
      close: 'Who’s in? Share your best story with us!',
    },
    instagram: { open: '✨ {topic} ✨', close: 'Tag someone who needs to see this! 🙌' },
    twitter: { open: '🚀 {topic}!', close: '' },
    linkedin: {
      open: 'I’m excited about this one: {topic}!',
      close: 'What would you add? Let’s build on it together!',
    },
  },
  Humorous: {
    facebook: {
      open: 'Nobody: … Absolutely nobody: … Us, at breakfast: “Let’s discuss {topic}.” 🤓',
      close: 'Your funniest story about it wins eternal glory (and a like).',
    },
    instagram: { open: 'Plot twist: {topic} 🎬', close: 'If you read this far, you owe yourself a cookie 🍪' },
    twitter: { open: 'Today’s excuse not to do the dishes: {topic}.', close: '' },
    linkedin: {
      open: 'I was told that every post here must begin with a life lesson. Mine is about {topic}.',
      close: 'Thoughts? Gentle corrections? Biscuits? The comments are open.',
    },
  },
}

/** What is said where there is no context to take facts from: questions, since nothing is known. */
export const questions: Readonly<Record<Channel, readonly string[]>> = {
  facebook: [
    'Some swear by it, some have never tried it, and most of us are somewhere in between.',
    'Where did you first meet it, and what surprised you?',
  ],
  instagram: ['What helps?', 'What gets in the way?', 'What would you try first?'],
  twitter: ['What is the one thing that everybody should know about it?'],
  linkedin: [
    'Where does it help us today, and how do we know?',
    'What does it cost in time, money and attention?',
    'What is the smallest step that would teach us something?',
  ],
}
