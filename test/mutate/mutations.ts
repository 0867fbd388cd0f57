import { type Node, parseSync, visitorKeys } from 'oxc-parser'

/** One mistake: the text from `start` to `end` becomes `to`. */
export type Mutation = { start: number; end: number; to: string }

const operators: Record<string, string> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '&&': '||',
  '||': '&&',
  '??': '&&'
}
/** Texts that people read, and examples: no test should pin them. */
const PROSE = ['description', 'summary', 'title', 'example', 'examples']

const isNode = (value: unknown): value is Node => typeof Object(value).type === 'string'

const isProse = (node: Node) =>
  (node.type === 'Property' && node.key.type === 'Identifier' && PROSE.includes(node.key.name)) ||
  (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && PROSE.includes(node.id.name))

const isSentence = (node: Node) =>
  node.type === 'Literal' && typeof node.value === 'string' && / .*\.$/.test(node.value)
/** `integer('How many leads there are.', 12)` */
const describes = (node: Node) => node.type === 'CallExpression' && node.arguments.some(isSentence)

/** What a node holds: itself, or many; types are not run, so nothing in them is a mistake. */
function children(node: Node): Node[] {
  const values = (visitorKeys[node.type] ?? []).flatMap((key) => Object(node)[key]).filter(isNode)
  return describes(node) ? values.filter(({ type }) => type !== 'Literal') : values
}

/** Each mistake that somebody could make in the text of a file, in the order of the file. */
export function mutations(file: string, text: string): Mutation[] {
  const found: Mutation[] = []
  const put = (start: number, end: number, to: string) => found.push({ start, end, to })
  const negate = ({ start, end }: Node) => put(start, end, `!(${text.slice(start, end)})`)
  /** Leaves out one of several, with the comma behind it. */
  const leaveOut = (list: (Node | null)[]) => {
    for (const each of list) {
      if (each && !isProse(each))
        put(each.start, each.end + (/^\s*,/.exec(text.slice(each.end))?.[0].length ?? 0), '')
    }
  }
  const look = (node: Node) => {
    if (
      isProse(node) ||
      isSentence(node) ||
      node.type === 'ImportDeclaration' ||
      node.type.startsWith('TSType') ||
      node.type === 'TSInterfaceDeclaration'
    )
      return
    if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression') {
      const to = operators[node.operator]
      const between = text.slice(node.left.end, node.right.start)
      const place = node.left.end + between.indexOf(node.operator)
      if (to) put(place, place + node.operator.length, to)
    }
    if (node.type === 'UnaryExpression' && node.operator === '!') put(node.start, node.start + 1, '')
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') negate(node.test)
    if (node.type === 'ExpressionStatement') put(node.start, node.end, '')
    if (node.type === 'ArrayExpression') leaveOut(node.elements)
    if (node.type === 'ObjectExpression') leaveOut(node.properties)
    if (node.type === 'Literal') {
      if (typeof node.value === 'boolean') put(node.start, node.end, String(!node.value))
      if (typeof node.value === 'number') put(node.start, node.end, String(node.value + 1))
      if (typeof node.value === 'string') put(node.start, node.end, node.value ? "''" : "'mutated'")
    }
    if (node.type === 'Property') {
      look(node.value)
      return
    }
    for (const child of children(node)) look(child)
  }
  look(parseSync(file, text).program)
  return found
}
