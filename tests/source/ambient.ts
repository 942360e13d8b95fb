import type { SourceFile } from './files.ts'
import { type GlobalUse, globalsOf } from './globals.ts'
import { type Import, importsOf } from './imports.ts'
import { everyNode, isNode, lineOf, type Node, parse, textOf } from './syntax.ts'

export type Ambient = 'time' | 'chance' | 'timers' | 'network' | 'environment'

export interface Finding {
  readonly what: Ambient
  /** For people: where, and what is used. */
  readonly text: string
}

/** What a module takes from its surroundings instead of being given it: time, chance, timers, network, environment. */
export function ambientUses(file: SourceFile): Finding[] {
  const ast = parse(file)
  const finding = (what: Ambient, node: Node, words: string) => ({
    what,
    text: `${file.path}:${lineOf(file, node)} ${words} (${what})`,
  })
  return [
    ...globalsOf(ast).flatMap((use) => {
      const what = ofGlobal(use)
      return what ? [finding(what, use.node, nameOf(use))] : []
    }),
    ...importsOf(ast).flatMap((each) => {
      const what = each.typeOnly ? undefined : ofImport(each)
      return what ? [finding(what, each.node, `import from ${each.specifier}`)] : []
    }),
    ...[...everyNode(ast)].flatMap((node) => {
      const sql = SQL.exec(stringOf(node))
      return sql ? [finding(sql[0].includes('random') ? 'chance' : 'time', node, `${sql[0]} in SQL`)] : []
    }),
  ]
}

/** The same for a file that is SQL itself. */
export const ambientSql = ({ path, text }: SourceFile): Finding[] =>
  text.split('\n').flatMap((line, at) => {
    const sql = SQL.exec(line.replace(/--.*/, ''))
    return sql ? [{ what: 'time' as const, text: `${path}:${at + 1} ${sql[0]} in SQL (time)` }] : []
  })

/** Functions of PostgreSQL that know the time or roll dice; as a call or a default, not as the word in a sentence. */
const SQL =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|gen_random_uuid|uuidv7|random)\(\)|\b(current_timestamp|current_date|localtimestamp)\b/i

const stringOf = (node: Node): string => {
  if (node.type !== 'TemplateElement') return textOf(node) ?? ''
  const { value } = node
  return typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : ''
}

/** Globals whose every use counts. */
const WHOLE: Readonly<Record<string, Ambient>> = {
  performance: 'time',
  setTimeout: 'timers',
  setInterval: 'timers',
  setImmediate: 'timers',
  fetch: 'network',
  WebSocket: 'network',
  EventSource: 'network',
  XMLHttpRequest: 'network',
}

/** Globals of which some members count. */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, Ambient>>>> = {
  Date: { now: 'time' },
  Math: { random: 'chance' },
  crypto: { randomUUID: 'chance', getRandomValues: 'chance' },
  process: { hrtime: 'time', uptime: 'time', env: 'environment' },
  AbortSignal: { timeout: 'timers' },
}
const EVERYTHING: ReadonlySet<string> = new Set(['globalThis', 'global', 'window', 'self'])

function ofGlobal({ name, node, parent }: GlobalUse): Ambient | undefined {
  const whole = own(WHOLE, name)
  if (whole) return whole
  const member = memberOf(node, parent)
  if (EVERYTHING.has(name))
    return member === undefined ? undefined : (own(WHOLE, member) ?? anyOf(own(MEMBERS, member)))
  const members = own(MEMBERS, name)
  if (!members) return undefined
  if (name === 'Date' && parent.callee === node) return list(parent.arguments).length === 0 ? 'time' : undefined
  if (parent.type === 'VariableDeclarator' && parent.init === node) return ofAlias(parent.id, members)
  return member === undefined ? undefined : own(members, member)
}

/** `const { random } = Math` takes what it names; as `const D = Date` it could not be followed, so that counts too. */
function ofAlias(pattern: unknown, members: Readonly<Record<string, Ambient>>): Ambient | undefined {
  if (!isNode(pattern) || pattern.type !== 'ObjectPattern') return anyOf(members)
  const keys = list(pattern.properties).map((property) =>
    isNode(property) && isNode(property.key) ? property.key : null,
  )
  return keys.map((key) => own(members, String(key?.name))).find((what) => what !== undefined)
}

/** The name of the member that is taken of an object. */
function memberOf(node: Node, parent: Node): string | undefined {
  if (parent.type !== 'MemberExpression' || parent.object !== node || !isNode(parent.property)) return undefined
  return parent.computed === true ? textOf(parent.property) : String(parent.property.name)
}

const nameOf = ({ name, node, parent }: GlobalUse): string => {
  const member = memberOf(node, parent)
  return member === undefined ? name : `${name}.${member}`
}

const anyOf = (members: Readonly<Record<string, Ambient>> | undefined): Ambient | undefined =>
  members && Object.values(members)[0]

const MODULES: Readonly<Record<string, Ambient>> = {
  timers: 'timers',
  'timers/promises': 'timers',
  perf_hooks: 'time',
  http: 'network',
  https: 'network',
  http2: 'network',
  net: 'network',
  tls: 'network',
  dgram: 'network',
  dns: 'network',
  'dns/promises': 'network',
  undici: 'network',
}

function ofImport({ specifier, names }: Import): Ambient | undefined {
  const module = specifier.replace(/^node:/, '')
  if (module === 'crypto')
    return names.some((name) => /^(random|getRandom|webcrypto$|\*$)/.test(name)) ? 'chance' : undefined
  if (module === 'net' && names.every((name) => PURE.has(name))) return undefined
  return own(MODULES, module)
}

/** Of `node:net`, what only computes. */
const PURE: ReadonlySet<string> = new Set(['BlockList', 'SocketAddress', 'isIP', 'isIPv4', 'isIPv6'])

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
