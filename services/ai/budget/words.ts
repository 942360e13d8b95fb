import { nextMonth } from './month.ts'

/** What a budget refuses: whose it is, what is left of it, and what a call may cost. In US dollars. */
export interface Shortage {
  readonly whose: 'own' | 'total'
  readonly limit: number
  readonly spent: number
  /** By calls that are under way. */
  readonly reserved: number
  readonly wanted: number
}

/** One sentence or two for the user. What all users spent is not for one of them to know. */
export function sentenceOf(shortage: Shortage, now: number): string {
  const { whose, limit, spent, wanted } = shortage
  const again = `It begins anew on ${nextMonth(now).toISOString().slice(0, 10)}.`
  if (isPassing(shortage))
    return `What is left of ${whose === 'own' ? 'your' : 'the'} budget is held by generations under way. Try again when they are done.`
  if (whose === 'total') return `The budget of all users for this month is used up. ${again}`
  return `Your budget of ${dollars(limit)} for this month has ${dollars(Math.max(0, limit - spent))} left, and this may cost up to ${dollars(wanted)}. ${again}`
}

/** Whether it would be enough, once what is under way costs less than it may. */
export const isPassing = ({ limit, spent, wanted }: Shortage): boolean => spent + wanted <= limit

/** `$12.34`, or `$0.0056` where a cent is too coarse. */
const dollars = (amount: number): string => `$${amount.toFixed(amount < 0.1 ? 4 : 2).replace(/(\.\d\d\d*?)0+$/, '$1')}`
