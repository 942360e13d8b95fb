import { posix } from 'node:path'
import type { SourceFile } from './files.ts'
import { importsOf } from './imports.ts'
import { lineOf, parse } from './syntax.ts'

/** Imports that point the wrong way, each in a line for people. */
export function crossings(file: SourceFile): string[] {
  const ast = parse(file)
  return importsOf(ast).flatMap(({ specifier, node }) => {
    const reason = refusal(file.path, targetOf(file.path, specifier))
    return reason === undefined ? [] : [`${file.path}:${lineOf(file, node)} imports ${specifier}: ${reason}`]
  })
}

/** What an import leads to: a path from the root, or the name of a package. Within its own service, `./` and the path. */
function targetOf(path: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  const target = posix.join(posix.dirname(path), specifier)
  const service = /^services\/[^/]+\//.exec(path)?.[0]
  return service !== undefined && target.startsWith(service) ? `./${target}` : target
}

/** Why a file may not import a target: a path from the root for what is relative, else the name of a package. */
function refusal(path: string, target: string): string | undefined {
  const part = PARTS.find(({ files }) => files.test(path))
  if (!part || part.may.some((pattern) => pattern.test(target))) return undefined
  // What is not ours is not a matter of direction, except where nothing else may be imported at all.
  return part.closed || OURS.test(target) ? part.rule : undefined
}

const OURS = /^(banyan|@banyan)(\/|$)|^(platform|services|drivers|apps|packages|topologies|tests|scripts|bench)\/|^\.\//

interface PartRule {
  readonly files: RegExp
  readonly may: readonly RegExp[]
  /** Whether packages of others are refused too. */
  readonly closed?: boolean
  readonly rule: string
}

const TEST = String.raw`\.(test|test-d)\.tsx?$`
/** Within the service itself. */
const WITHIN = /^\.\/services\//
const CONTRACTS = /^@banyan\/[a-z]+\/contract$/

/** The first that a file belongs to counts. Arrows point down only: apps, services' contracts, platform. */
const PARTS: readonly PartRule[] = [
  {
    files: /^services\/[^/]+\/contract(\.ts|\/.+\.ts)$/,
    may: [/^zod$/, /^banyan\/contract$/, CONTRACTS, /^\.\/services\/[^/]+\/contract\//],
    closed: true,
    rule: 'a contract runs anywhere: it imports zod, banyan/contract, its own parts and other contracts',
  },
  {
    files: new RegExp(`^services/.+${TEST}`),
    may: [WITHIN, /^banyan\//, /^@banyan\/[a-z]+(\/contract)?$/],
    rule: 'a test of a service may start others beside it, but not look into them',
  },
  {
    files: /^services\//,
    may: [WITHIN, /^banyan\//, CONTRACTS],
    rule: 'a service imports the platform by name, and of another service its contract only',
  },
  {
    files: new RegExp(`^platform/(contract/[^/]+|client/.+)\\.ts$(?<!${TEST})`),
    may: [/^zod$/, /^platform\/(contract\/[^/]+|client\/.+)\.ts$/],
    closed: true,
    rule: 'contracts and the client run in a browser: they import zod and each other',
  },
  {
    files: new RegExp(`^platform/text/.+\\.ts$(?<!${TEST})`),
    may: [/^platform\/text\//],
    closed: true,
    rule: 'what reads texts runs in a browser, too: it imports nothing',
  },
  {
    files: /^platform\//,
    may: [/^platform\//],
    rule: 'the platform knows no product and nothing above it',
  },
  {
    files: /^drivers\/[^/]+\//,
    may: [/^drivers\//, /^banyan\//],
    rule: 'a driver imports the port that it fills',
  },
  {
    files: /^packages\/ui\//,
    may: [/^packages\/ui\//],
    rule: 'the components know no service',
  },
  {
    files: /^apps\/web\//,
    may: [/^apps\/web\//, CONTRACTS, /^banyan\/(client|contract|durable\/contract|text)$/, /^@banyan\/ui(\/|$)/],
    rule: 'the web imports contracts, the client, text and components, nothing else of the server',
  },
]
