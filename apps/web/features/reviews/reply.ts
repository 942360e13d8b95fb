import type { Sentiment } from '@banyan/ai/contract'

/** Words to begin an answer with, for its writer to go on from. They claim nothing that nobody has said. */
export function replyTo(sentiment: Sentiment, agent: string): string {
  const signed = agent.trim() === '' ? '' : `\n\n${agent.trim()}`
  return `${WORDS[sentiment]}${signed}`
}

const WORDS: Readonly<Record<Sentiment, string>> = {
  positive:
    'Thank you for taking the time to write this. It was a pleasure to work with you, and I wish you all the best.',
  neutral:
    'Thank you for telling me how it went. I would like to hear what would have made it better: please call or write to me.',
  negative:
    'Thank you for saying this openly. I am sorry that it went this way. I would like to understand what happened and put it right: please call or write to me.',
}
