/** What reviews of agents speak of: the words by which one knows it, and what to do when they complain of it. */
export interface Theme {
  readonly name: string
  /** Finds its words, by their beginning, in words with a space before each. */
  readonly mark: RegExp
  readonly advice: string
}

const theme = (name: string, words: string, advice: string): Theme => ({
  name,
  mark: new RegExp(` (?:${words.split(/,\s*/).join('|')})`),
  advice,
})

export const themes: readonly Theme[] = [
  theme(
    'Communication',
    'communicat, respon, unrespon, answer, call, uncommunicat, email, text message, texted, replied, reply, update, informed, reach, listen, explain, got back, chase',
    'Promise an answer within a set time, and send a short update every week, also when there is no news.',
  ),
  theme(
    'Market knowledge',
    'knowledge, expert, market knowledge, advice, insight, experience, inexperience, knows the, neighborhood, neighbourhood, area',
    'Bring recent sales and the facts of the neighborhood in writing to each meeting.',
  ),
  theme(
    'Negotiation and price',
    'negotiat, price, pricing, offer, deal, asking, bid, commission, fee, fees, counter, money, expensive, overpriced',
    'Explain price, fees and each offer in writing before a decision is due, with the sales they are compared with.',
  ),
  theme(
    'Speed',
    'quick, fast, slow, speed, prompt, delay, late, took, week, weeks, forever, too long, within days, on time, waiting, punctual',
    'Agree on dates for each step at the start, and tell clients at once when one moves.',
  ),
  theme(
    'Professionalism and trust',
    'professional, unprofessional, honest, dishonest, trust, integrity, rude, pushy, pressure, courteous, arrogant, mislead, misled, lied, ethic, unethical, respect',
    'Go through what was promised and what was said with the clients who complained, and put promises in writing.',
  ),
  theme(
    'Paperwork and closing',
    'paperwork, closing, contract, document, inspection, mortgage, title, escrow, appraisal, lender',
    'Give clients a checklist of documents and dates, and go through each form before it is to be signed.',
  ),
  theme(
    'Marketing of the home',
    'photo, picture, staging, staged, marketing, open house, listing, video, advertis, exposure',
    'Show sellers the plan for photos, listing and open houses before it starts, and report what came of it.',
  ),
  theme(
    'Care for clients',
    'patient, impatient, kind, friendly, helpful, unhelpful, caring, care, support, understanding, attentive, ignored, dismissive, comfortable, needs',
    'Ask at the start what matters most to each client, and come back to it in each conversation.',
  ),
  theme(
    'Results',
    'sold, sell, sale, bought, found us, found me, dream home, our home, new home, our house, keys, asking price, result',
    'Say early what the market allows, and go through what to change when a sale takes longer.',
  ),
]
