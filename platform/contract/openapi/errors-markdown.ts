import { type Contract, isOperation } from '../contract.ts'
import { type Kind, kinds } from '../errors.ts'
import { explanations } from './explanations.ts'
import { declaredCodes } from './failures.ts'

/** `docs/errors.md`: the table of kinds, each explained, and the codes that operations declare. */
export function errorsMarkdown(contracts: readonly Contract[]): string {
  const all = Object.keys(kinds) as Kind[]
  const declared = contracts
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, members }) =>
      Object.entries(members).flatMap(([member, operation]) =>
        isOperation(operation)
          ? declaredCodes(operation).map((error) => ({ ...error, operation: `${name}.${member}` }))
          : [],
      ),
    )
  return `${[
    INTRODUCTION,
    table(
      ['Status', 'Kind', 'Title', 'Try again?'],
      all.map((kind) => {
        const { status, title, retry } = kinds[kind]
        return [String(status), `[\`${kind}\`](#${kind.toLowerCase()})`, title, retry ? 'yes' : 'no']
      }),
    ),
    ...all.map((kind) =>
      section(
        kind,
        declared.filter((error) => error.kind === kind),
      ),
    ),
  ].join('\n\n')}\n`
}

const INTRODUCTION = `# Errors

Generated from \`platform/contract/errors.ts\`, \`platform/contract/openapi/explanations.ts\` and the contracts by \`node scripts/docs.ts\`.

A failure is answered as \`application/problem+json\` (RFC 9457): \`type\`, \`title\`, \`status\`, \`detail\`, and beside them \`code\`
(stable: one of the kinds below, or a code that the operation declares), \`retry\` (whether the same request may succeed
later), \`requestId\` (the id in the log) and, for invalid input, \`issues\` with a \`path\` and a \`message\` each.
A job that fails says the same in its \`error\`.`

function section(kind: Kind, declared: readonly { code: string; title: string; operation: string }[]): string {
  const { status } = kinds[kind]
  const { meaning, remedy } = explanations[kind]
  const rows = declared.map(({ code, title, operation }) => [`\`${code}\``, `\`${operation}\``, title])
  const codes = rows.length > 0 ? ['', table(['Code', 'Operation', 'Says'], rows)] : []
  return [`## ${kind}`, '', `Status ${status}. ${meaning}`, '', remedy, ...codes].join('\n')
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
