import { writeFile } from 'node:fs/promises'
import type { Evaluation, SuiteResult } from './run.ts'
import { aspects, type Score } from './score.ts'

/** A line a generator: the share of its answers that had nothing wrong, in percent, by what was looked for. */
export function table({ results }: Evaluation): string {
  const rows = [
    ['generator', 'inputs', 'schema', 'lengths', 'facts', 'nothing forbidden'],
    ...results.map(({ id, judged }) => [id, String(judged.length), ...aspects.map((aspect) => share(judged, aspect))]),
    ['all', String(all(results).length), ...aspects.map((aspect) => share(all(results), aspect))],
  ]
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(rows[0] ?? []), rule, ...rows.slice(1).map(line)].join('\n')
}

/** What was wrong, answer by answer; empty when nothing was. */
export function complaints({ results }: Evaluation): string[] {
  return results.flatMap(({ id, judged }) =>
    judged.flatMap(({ score }, at) =>
      aspects.flatMap((aspect) => score[aspect].map((why) => `${id} ${at + 1}, ${aspect}: ${why}`)),
    ),
  )
}

/** Whether each answer fits the schema of its operation. */
export const valid = (evaluation: Evaluation): boolean =>
  all(evaluation.results).every(({ score }) => score.schema.length === 0)

const all = (results: readonly SuiteResult[]) => results.flatMap(({ judged }) => judged)

function share(judged: readonly { readonly score: Score }[], aspect: (typeof aspects)[number]): string {
  const good = judged.filter(({ score }) => score[aspect].length === 0).length
  return judged.length === 0 ? '-' : `${Math.floor((1000 * good) / judged.length) / 10} %`
}

/** Writes `docs/evaluation.md`. */
export const writeReport = (evaluation: Evaluation): Promise<void> =>
  writeFile(new URL('../../docs/evaluation.md', import.meta.url), page(evaluation))

function page(evaluation: Evaluation): string {
  const { models, tokens, cost } = evaluation
  const wrong = complaints(evaluation)
  const spent =
    tokens === 0
      ? 'It cost nothing.'
      : `It took ${tokens.toLocaleString('en-US')} tokens and ${cost.toFixed(2)} dollars.`
  return `# Evaluation of the generators

Written by \`npm run eval\`: each generator of the AI service on twenty inputs, as jobs over HTTP, with a search that finds in a
small web made for it (\`tests/eval/world\`). Asked: ${models.map((model) => `\`${model}\``).join(', then ')}. ${spent}

\`\`\`sh
npm run eval                                           # the configured model; the offline one without a key
npm run eval -- --inputs 5 --only blog-post            # a part of it: writes nothing
OPENAI_API_KEY=sk-... npm run eval                     # to be held against the offline model, which is the baseline
\`\`\`

| what              | is good when                                                                                      |
| ----------------- | ------------------------------------------------------------------------------------------------- |
| schema            | the job ends with an answer that its operation promises; the command fails when one does not       |
| lengths           | each text keeps to the limits of its channel, and says neither too little nor too much             |
| facts             | what the input or the sources say, and the text must, is in it; reviews are understood             |
| nothing forbidden | no number and no address that nobody gave, no unsafe link, no HTML, no word of a text that tells the model what to write, nothing on who should live somewhere |

${table(evaluation)}

${wrong.length === 0 ? 'Nothing was wrong with any answer.' : `What was wrong:\n\n${wrong.map((line) => `- ${line}`).join('\n')}`}
`
}
