/** A number for a table: `1,234.5`. */
export const fixed = (value: number, digits = 0): string =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })
