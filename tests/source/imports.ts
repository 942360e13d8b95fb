import { everyNode, isNode, type Node, textOf } from './syntax.ts'

export interface Import {
  readonly specifier: string
  readonly node: Node
  /** Erased before the program runs. */
  readonly typeOnly: boolean
  /** The names that are taken from the module; `*` for all of it. */
  readonly names: readonly string[]
}

/** Every import of a module: static, dynamic with a text, re-exports, and types by `import('...')`. */
export function importsOf(ast: Node): Import[] {
  return [...everyNode(ast)].flatMap((node) => {
    const specifier = textOf(node.source)
    if (specifier === undefined) return []
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
        return [{ specifier, node, typeOnly: isTypeOnly(node), names: specifiersOf(node).map(nameOf) }]
      case 'ExportAllDeclaration':
        return [{ specifier, node, typeOnly: node.exportKind === 'type', names: ['*'] }]
      case 'ImportExpression':
        return [{ specifier, node, typeOnly: false, names: ['*'] }]
      case 'TSImportType':
        return [{ specifier, node, typeOnly: true, names: ['*'] }]
      default:
        return []
    }
  })
}

const specifiersOf = (node: Node): Node[] => (Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [])

function isTypeOnly(node: Node): boolean {
  if (node.importKind === 'type' || node.exportKind === 'type') return true
  const specifiers = specifiersOf(node)
  return specifiers.length > 0 && specifiers.every((each) => each.importKind === 'type' || each.exportKind === 'type')
}

function nameOf(specifier: Node): string {
  const name = specifier.imported ?? specifier.local
  const named = specifier.type === 'ImportSpecifier' || specifier.type === 'ExportSpecifier'
  return named && isNode(name) && typeof name.name === 'string' ? name.name : '*'
}
