import type { Page } from 'banyan/testing/search-engine/pages'

/** Pages about agents of Austin, as a search engine knows them. Maria's are wrong on Zillow and Yelp. */
export const agentsOfAustin: readonly Page[] = [
  {
    title: 'Maria Gomez - Real Estate Agent in Austin, TX | Zillow',
    url: 'https://www.zillow.com/profile/maria-gomez',
    text: 'Maria Gomez, Lakeside Realty. 500 Congress Ave, Suite 200, Austin, TX 78701. Call (512) 555-0199.',
  },
  {
    title: 'Maria Gomez - Realtor | Yelp',
    url: 'https://www.yelp.com/biz/maria-gomez-austin',
    text: 'Maria Gomez with Lakeside Realty. 510 Congress Ave, Austin, TX 78701. (512) 555-0142.',
  },
  {
    title: 'Maria Gomez | Facebook',
    url: 'https://www.facebook.com/mariagomezaustin',
    text: 'Maria Gomez, Lakeside Realty, real estate agent. 500 Congress Ave, Suite 200, Austin, TX 78701. (512) 555-0142',
  },
  {
    title: 'Sam Carter - Real Estate Agent in Austin | Hill Country Homes',
    url: 'https://samcarter.example/',
    text: 'Sam Carter, Hill Country Homes. Rated 4.9 out of 5 in 120 reviews. 5,400 followers. Best realtor in Austin, TX.',
  },
  {
    title: 'The best real estate agents in Austin',
    url: 'https://austin.example/agents',
    text: 'Ana Lopez of Blue Door Realty has 64 reviews and is rated 4.8. She is an agent in Austin, TX.',
  },
]

/** The same web after Maria has corrected Zillow. */
export const corrected: readonly Page[] = agentsOfAustin.map((page) => ({
  ...page,
  text: page.text.replace('555-0199', '555-0142'),
}))
