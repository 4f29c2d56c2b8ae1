import { globSync, readFileSync } from 'node:fs';
import { parseAst } from 'vite';

interface Node {
  type: string;
  [member: string]: unknown;
}

/** Stands where a template has a value: a number, which every place takes. */
const value = '7';

/**
 * What the readers say of files, as it stands in their sources: what completes "At byte N …" in a call, `what` and
 * `message` of a problem or a verdict; of a template with `7` for each value.
 */
export function saidOfFiles(): string[] {
  const said = new Set<string>();
  for (const path of globSync('src/recordings/{*.ts,{formats,bytes,pool}/**/*.ts}').sort())
    walk(parseAst(readFileSync(path, 'utf8'), { lang: 'ts' }).body, said);
  return [...said].sort();
}

function walk(node: unknown, said: Set<string>): void {
  if (Array.isArray(node)) for (const each of node) walk(each, said);
  if (typeof node !== 'object' || node === null || !('type' in node)) return;
  for (const text of textsOf(node as Node)) said.add(text);
  for (const member of Object.values(node)) walk(member, said);
}

function textsOf(node: Node): string[] {
  switch (node.type) {
    case 'CallExpression':
      return literals((node.arguments as Node[])[3]).filter((text) => text.includes(' '));
    case 'VariableDeclarator':
      return nameOf(node.id) ? literals(node.init) : [];
    case 'Property':
      return nameOf(node.key) ? literals(node.value) : [];
    default:
      return [];
  }
}

const nameOf = (key: unknown) => /^(?:what|message)$/.test(String((key as { name?: unknown }).name));

function literals(node: unknown): string[] {
  const { type, ...of } = (node ?? {}) as Node;
  if (type === 'Literal' && typeof of.value === 'string') return [of.value];
  if (type === 'ConditionalExpression') return [...literals(of.consequent), ...literals(of.alternate)];
  if (type !== 'TemplateLiteral') return [];
  return [(of.quasis as { value: { cooked: string } }[]).map(({ value: { cooked } }) => cooked).join(value)];
}
