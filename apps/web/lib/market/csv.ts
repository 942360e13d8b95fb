/**
 * The cells of a CSV text, row by row (RFC 4180): quoted cells may hold separators, quotes and line breaks. The separator is
 * the one of comma, semicolon and tab that stands most often in the first line. Empty rows are left out.
 */
export function csvRows(text: string): readonly (readonly string[])[] {
  const whole = text.replace(/^\uFEFF/, '')
  const separator = separatorOf(whole)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    row.push(cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (row.some((each) => each.trim() !== '')) rows.push(row)
    row = []
  }
  for (let at = 0; at < whole.length; at++) {
    const sign = whole[at] ?? ''
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (whole[at + 1] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (sign === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (sign === separator) endCell()
    else if (sign === '\n') endRow()
    else if (sign !== '\r') cell += sign
  }
  endRow()
  return rows
}

function separatorOf(text: string): string {
  const line = text.slice(0, 2000).split('\n', 1)[0] ?? ''
  const count = (sign: string) => line.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}
