const counts = new Intl.NumberFormat('en')
const cents = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' })
const fractions = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumFractionDigits: 4 })
const shares = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

export const count = (number: number): string => counts.format(number)

/** US dollars; small amounts down to a hundredth of a cent. */
export const dollars = (amount: number): string => (amount !== 0 && amount < 1 ? fractions : cents).format(amount)

export const percent = (share: number): string => shares.format(share)
