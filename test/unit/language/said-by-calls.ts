import { globSync, readFileSync } from 'node:fs';
import { parseAst } from 'vite';

interface Node {
  type: string;
  [member: string]: unknown;
}

/** Stands where a template has a value: a number, which every place takes. */
const value = '7';

/**
 * Texts at some places of the arguments of a call or a construction, as they stand in the sources; of a template with `7` for
 * each value. What a variable holds is not followed.
 */
export function saidByCalls(files: string, callee: string, places: readonly number[]): string[] {
  const said = new Set<string>();
  for (const source of sourcesWith(files, callee))
    walk(parseAst(source, { lang: 'ts' }).body, (node) => {
      if (!/^(?:New|Call)Expression$/.test(node.type) || nameOf(node.callee) !== callee) return;
      const given = node.arguments as Node[];
      for (const text of places.flatMap((place) => literals(given[place]))) said.add(text);
    });
  return [...said];
}

/** Texts that a member of an object, or a variable, of this name has. */
export function saidByMembers(files: string, name: RegExp): string[] {
  const said = new Set<string>();
  for (const path of globSync(files).sort())
    walk(parseAst(readFileSync(path, 'utf8'), { lang: 'ts' }).body, (node) => {
      const member = node.type === 'Property' && name.test(nameOf(node.key)) ? node.value : undefined;
      const variable =
        node.type === 'VariableDeclarator' && name.test(nameOf(node.id)) ? node.init : undefined;
      for (const text of literals(member ?? variable)) said.add(text);
    });
  return [...said];
}

/** Parsing all of them would take seconds. */
function sourcesWith(files: string, word: string): string[] {
  return globSync(files)
    .sort()
    .map((path) => readFileSync(path, 'utf8'))
    .filter((source) => source.includes(word));
}

function walk(node: unknown, look: (node: Node) => void): void {
  if (Array.isArray(node)) for (const each of node) walk(each, look);
  if (typeof node !== 'object' || node === null || !('type' in node)) return;
  look(node as Node);
  for (const member of Object.values(node)) walk(member, look);
}

/** `f` of `f(…)`, `write` of `process.stdout.write(…)`. */
function nameOf(node: unknown): string {
  const { name, property } = (node ?? {}) as { name?: unknown; property?: { name?: unknown } };
  return String(name ?? property?.name);
}

/** What an expression may say: each side of a condition, and both parts of a sum. */
export function literals(node: unknown): string[] {
  const { type, ...of } = (node ?? {}) as Node;
  switch (type) {
    case 'Literal':
      return typeof of.value === 'string' ? [of.value] : [];
    case 'ConditionalExpression':
      return [...literals(of.consequent), ...literals(of.alternate)];
    case 'LogicalExpression':
      return [...literals(of.left), ...literals(of.right)];
    case 'BinaryExpression':
      return literals(of.left).flatMap((left) => literals(of.right).map((right) => left + right));
    case 'ArrowFunctionExpression':
      return literals(of.body);
    case 'TemplateLiteral':
      return [templateText(of.quasis as Quasi[], of.expressions as Node[])];
    default:
      return [];
  }
}

interface Quasi {
  value: { cooked: string };
}

/** A plain text in it stays; of `plural(n, 'file')` there is `7 files`. */
function templateText(quasis: Quasi[], expressions: Node[]): string {
  return quasis
    .map(
      ({ value: { cooked } }, index) =>
        `${cooked}${index < expressions.length ? told(expressions[index]) : ''}`,
    )
    .join('');
}

function told(expression: unknown): string {
  const { type, callee, arguments: given } = (expression ?? {}) as Node;
  if (type === 'Literal') return literals(expression)[0] ?? value;
  if (type !== 'CallExpression' || nameOf(callee) !== 'plural') return value;
  const [, one, many] = given as Node[];
  const [noun = ''] = literals(one);
  return `${value} ${literals(many)[0] ?? `${noun}s`}`;
}
