import { children, isNode, type Node } from './syntax.ts'

/** A use of a name that the module does not declare itself, as a value. */
export interface GlobalUse {
  readonly name: string
  readonly node: Node
  readonly parent: Node
}

/** Every use of a global. Names that a module declares are resolved scope by scope, so a parameter called `fetch` is none. */
export function globalsOf(ast: Node): GlobalUse[] {
  const found: GlobalUse[] = []
  visit(ast, ast, [], found)
  return found
}

type Scopes = readonly ReadonlySet<string>[]

function visit(node: Node, parent: Node, scopes: Scopes, found: GlobalUse[]): void {
  if (node.type === 'Identifier') {
    const name = String(node.name)
    if (!scopes.some((scope) => scope.has(name))) found.push({ name, node, parent })
    return
  }
  const own = declaredIn(node)
  const inner = own.size > 0 ? [...scopes, own] : scopes
  for (const [field, child] of children(node)) if (isValue(node, field, child)) visit(child, node, inner, found)
}

/** Whether a child can hold uses of values: not types, not names of fields, labels and the like. */
function isValue(node: Node, field: string, child: Node): boolean {
  if (child.type.startsWith('TS')) return VALUES_IN_TYPES.has(child.type)
  switch (node.type) {
    case 'MemberExpression':
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return (field !== 'property' && field !== 'key') || node.computed === true
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return field !== 'label'
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportSpecifier':
    case 'MetaProperty':
      return false
    case 'ExportSpecifier':
      return field === 'local'
    case 'TSEnumMember':
      return field === 'initializer'
    default:
      return true
  }
}

/** Syntax of TypeScript around an expression. */
const VALUES_IN_TYPES: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSExportAssignment',
  'TSParameterProperty',
])

/** The names that a node declares for what is below it. */
function declaredIn(node: Node): Set<string> {
  const names = new Set<string>()
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
    case 'SwitchCase':
      for (const [, statement] of children(node)) addDeclared(statement, names)
      break
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
      for (const field of ['init', 'left']) if (isNode(node[field])) addDeclared(node[field], names)
      break
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      for (const param of list(node.params)) addPattern(param, names)
      addPattern(node.id, names)
      break
    case 'ClassDeclaration':
    case 'ClassExpression':
      addPattern(node.id, names)
      break
    case 'CatchClause':
      addPattern(node.param, names)
      break
  }
  return names
}

/** The names that a statement declares in its block. */
function addDeclared(statement: Node, names: Set<string>): void {
  switch (statement.type) {
    case 'ImportDeclaration':
      for (const specifier of list(statement.specifiers)) addPattern(specifier.local, names)
      break
    case 'VariableDeclaration':
      for (const { id } of list(statement.declarations)) addPattern(id, names)
      break
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      addPattern(statement.id, names)
      break
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      if (isNode(statement.declaration)) addDeclared(statement.declaration, names)
      break
  }
}

/** The names that a pattern binds. */
function addPattern(pattern: unknown, names: Set<string>): void {
  if (!isNode(pattern)) return
  switch (pattern.type) {
    case 'Identifier':
      names.add(String(pattern.name))
      break
    case 'ObjectPattern':
      for (const property of list(pattern.properties)) addPattern(property.value ?? property.argument, names)
      break
    case 'ArrayPattern':
      for (const element of list(pattern.elements)) addPattern(element, names)
      break
    case 'AssignmentPattern':
      addPattern(pattern.left, names)
      break
    case 'RestElement':
      addPattern(pattern.argument, names)
      break
    case 'TSParameterProperty':
      addPattern(pattern.parameter, names)
      break
  }
}

const list = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])
