/** The sentences of a plain text, in order; a line break always ends one. */
export function sentences(text: string): string[] {
  const found: string[] = []
  for (const line of text.split('\n'))
    for (const { segment } of segmenter.segment(line)) {
      const sentence = segment.trim()
      if (sentence !== '') found.push(sentence)
    }
  return found
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
