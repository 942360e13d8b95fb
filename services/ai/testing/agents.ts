import type { WebResult } from '@banyan/search/contract'

/** What a search finds of agents in Austin: pages of their own, and a list. */
export const agentPages: readonly WebResult[] = [
  {
    title: 'Sam Carter - Real Estate Agent in Austin, TX | Zillow',
    url: 'https://www.zillow.com/profile/samcarter',
    snippet: 'Sam Carter with Hill Country Homes. Rated 4.9 out of 5 with 1,120 reviews. 12K followers on Instagram.',
  },
  {
    title: 'The best real estate agents in Austin',
    url: 'https://blog.example/agents',
    snippet:
      'Ana Lopez of Blue Door Realty has 4.8 stars and 64 reviews. Joe Kim (Compass) sold many homes. ' +
      'Maria Gomez, Lakeside Realty, has 14 reviews. Ask Open House Austin for a tour of South Congress Homes.',
  },
  {
    title: 'How to choose an agent',
    url: 'https://blog.example/how',
    snippet: 'Good agents answer within a day, and know the recent sales of the street. Real Estate Agents are many.',
  },
]
