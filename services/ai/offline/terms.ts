/** The words of a text that carry meaning, in order, reduced to what stays the same when they are inflected. */
export const termsOf = (text: string): string[] => contentWords(text).map(stem)

/** The words of a text that carry meaning, as they are written. */
export const contentWords = (text: string): string[] => phrasesOf(text).flat()

/** The same, parted wherever a stopword or a mark stands between them: `[['circuit', 'breakers'], ['microservices']]`. */
export function phrasesOf(text: string): string[][] {
  const phrases: string[][] = [[]]
  let end = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const carries = word.length > 1 && !STOPWORDS.has(word.toLowerCase())
    if (!carries || text.slice(end, index).trim() !== '') phrases.push([])
    if (carries) phrases.at(-1)?.push(word)
    end = index + word.length
  }
  return phrases.filter((phrase) => phrase.length > 0)
}

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu

/** Enough to see that `cards`, `carded` and `card` are one; not the grammar of English. */
function stem(word: string): string {
  const lower = word.toLowerCase().replace(/['’]s$/, '')
  if (lower.length < 5) return lower.length === 4 && /[^s]s$/.test(lower) ? lower.slice(0, -1) : lower
  return lower
    .replace(/ies$/, 'y')
    .replace(/(?:ing|ed|ly|es|s)$/, '')
    .replace(/([^aeiouls])\1$/, '$1')
    .replace(/e$/, '')
}

const STOPWORDS = new Set(
  `a about above across after again against all almost also although always am among an and another any are around as at away
be became because become been before behind being below between both but by came can cannot come could did do does doing done
down during each either else enough even ever every few first for from further get give given go goes going gone got had has
have having he help helps her here hers him his how however i if in instead into is it its itself just keep kept kind know known last
later least less let like likely long look made mainly make makes making many may me mean means might more most mostly much
must my near need needs neither never next no none nor not nothing now of off often on once one only onto or other others our
out over own part per perhaps put quite rather really said same say says see seem seen several shall she should since so some
something soon still such take taken tell than that the their them themselves then there these they thing things this those
though three through thus to together too toward two under until up upon us use used useful uses using usually very want was
way ways we well were what when where whether which while who whom whose why will with within without would yet you your
explain describe overview introduction guide tell best new`.split(/\s+/),
)
