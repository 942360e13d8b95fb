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
      open: 'A closer look at a topic that deserves one: {topic}.',
      close: 'What is your experience? We read every comment.',
    },
    instagram: { open: '{topic} – in short ▪️', close: 'Save this for your next planning session.' },
    twitter: { open: '{topic}:', close: '' },
    linkedin: {
      open: '{topic}. Worth knowing before the next decision.',
      close: 'How does your team handle it? I would value your view in the comments.',
    },
  },
  Casual: {
    facebook: { open: 'Been thinking about this lately: {topic}. 🙂', close: 'How do you see it? Tell us below 👇' },
    instagram: { open: 'Let’s talk: {topic} ☕', close: 'Agree? Double tap and tell a friend.' },
    twitter: { open: 'Quick one – {topic}:', close: '' },
    linkedin: {
      open: 'Coffee-break thought: {topic}.',
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
      open: 'Nobody: … Absolutely nobody: … Us, at breakfast: {topic}! 🤓',
      close: 'Your funniest story about it wins eternal glory (and a like).',
    },
    instagram: { open: 'Plot twist: {topic} 🎬', close: 'If you read this far, you owe yourself a cookie 🍪' },
    twitter: { open: 'Today’s excuse not to do the dishes: {topic}.', close: '' },
    linkedin: {
      open: 'I was told that every post here must begin with a life lesson. Mine is this: {topic}.',
      close: 'Thoughts? Gentle corrections? Biscuits? The comments are open.',
    },
  },
}

/** For the second and the third set of posts, on any channel. */
export const furtherFrames: Readonly<Record<Tone, readonly Frame[]>> = {
  Professional: [
    { open: 'In focus today: {topic}.', close: 'Questions? I am glad to answer them.' },
    { open: 'Often asked, seldom explained: {topic}.', close: 'Which part would you like to know more about?' },
  ],
  Casual: [
    { open: 'Here’s something for your day: {topic}.', close: 'Got a question? Just ask.' },
    { open: 'So, {topic}.', close: 'What’s your take?' },
  ],
  Enthusiastic: [
    { open: 'Big topic, here we go: {topic}!', close: 'Tell me what you think, I read everything!' },
    { open: 'Stop scrolling, this one is good: {topic}!', close: 'Share it with somebody who will love it!' },
  ],
  Humorous: [
    { open: 'My coffee and I have discussed it: {topic}.', close: 'My coffee disagrees. What about you?' },
    { open: 'Breaking news from my kitchen table: {topic}.', close: 'Corrections are accepted in cookies.' },
  ],
}

/** What is said where there is no context to take facts from: questions, since nothing is known. */
export const questions: Readonly<Record<Channel, readonly string[]>> = {
  facebook: ['There is a lot to say about it, and even more to ask.', 'What would you like to know first?'],
  instagram: ['What do you love about it?', 'What surprised you?', 'What should come next?'],
  twitter: ['What would you like to know about it?'],
  linkedin: [
    'What does it change for the people we work with?',
    'How will we know that it was worth it?',
    'What is the smallest next step that would teach us something?',
  ],
}
