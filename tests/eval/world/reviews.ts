import { hostile } from './pages.ts'

/** Reviews as people mean them. */
export const reviews: readonly (readonly [sentiment: 'positive' | 'neutral' | 'negative', comment: string])[] = [
  ['positive', 'Maria answered every question within the hour. Highly recommended!'],
  ['positive', 'She was never late, and sold our house in a week.'],
  ['positive', 'Could not be happier. No complaints at all.'],
  ['positive', 'I would not hesitate to work with him again.'],
  ['positive', 'Great knowledge of the neighborhood, honest advice, and kind to our kids.'],
  ['positive', 'The market is hard, but Sam made it easy and stress free.'],
  ['positive', 'Not only professional but patient with all our visits.'],
  ['positive', 'He explained the contract clearly and got back to us every time.'],
  ['positive', 'Best decision we made. The closing went without a hitch.'],
  ['positive', 'Can’t recommend her enough! ⭐⭐⭐⭐⭐'],
  ['negative', 'Terrible communication. He never answered our calls.'],
  ['negative', 'I would not recommend her to anybody.'],
  ['negative', 'Slow, unresponsive, and the paperwork was full of mistakes.'],
  ['negative', 'Very pushy. We felt pressured to sign a poor offer.'],
  ['negative', 'She didn’t listen and the closing was a nightmare.'],
  ['negative', 'Not helpful, not honest, and hidden fees at the end.'],
  ['negative', 'The photos were bad, the listing had errors, and nobody got back to us.'],
  ['neutral', 'We met twice in May and looked at four houses.'],
  ['neutral', 'The office is on the second floor, next to the bank.'],
  ['neutral', hostile],
]
