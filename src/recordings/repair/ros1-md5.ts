import { createHash } from 'node:crypto';

/** http://wiki.ros.org/msg, "Built-in types". */
const builtIn = new Set(
  'bool int8 uint8 int16 uint16 int32 uint32 int64 uint64 float32 float64 string time duration byte char'.split(
    ' ',
  ),
);

/** Types within types; real ones have four levels. */
const maxDepth = 32;

/**
 * The sum by which ROS 1 compares definitions (http://wiki.ros.org/msg, "Message Description": constants first, comments
 * removed, the type of another message replaced by its sum). `*`, which matches any, if a definition is missing.
 * `@foxglove/rosmsg` knows `byte` and `char` under other names only, which changes the sum.
 * @param definition of the message `type`, then those it uses, each after a line of `=` and `MSG: package/Name`.
 */
export function ros1Md5(type: string, definition: string): string {
  const [root = '', ...others] = definition.split(/^={20,}\s*$/m);
  const texts = new Map([[type, root]]);
  for (const other of others) {
    const [, name, text] = /^\s*MSG: (\S+)[^\n]*\n?([\s\S]*)$/.exec(other) ?? [];
    if (name !== undefined && text !== undefined && !texts.has(name)) texts.set(name, text);
  }
  return sumOf(type, texts, maxDepth) ?? '*';
}

function sumOf(type: string, texts: ReadonlyMap<string, string>, depth: number): string | undefined {
  const text = texts.get(type);
  if (text === undefined || depth === 0) return undefined;
  const constants: string[] = [];
  const fields: string[] = [];
  for (const line of text.split('\n')) {
    const [, kind = '', rest = ''] = /^\s*(\w[^\s#]*)\s+(.+)$/.exec(line) ?? [];
    if (kind === '') continue;
    const [, name, value] = /^(\w+)\s*=(.*)$/.exec(rest) ?? [];
    if (name !== undefined) {
      // Of a text, comment signs are part.
      const written = kind === 'string' ? value : value?.split('#')[0];
      constants.push(`${kind} ${name}=${written?.trim()}`);
      continue;
    }
    const field = rest.split('#')[0]?.trim() ?? '';
    const element = kind.replace(/\[\d*\]$/, '');
    const sum = builtIn.has(element) ? kind : sumOf(resolve(element, type, texts), texts, depth - 1);
    if (sum === undefined) return undefined;
    fields.push(`${sum} ${field}`);
  }
  return createHash('md5')
    .update([...constants, ...fields].join('\n'))
    .digest('hex');
}

/** A name without a package is of that of its user; `Header` is known everywhere. */
function resolve(name: string, user: string, texts: ReadonlyMap<string, string>): string {
  if (name.includes('/')) return name;
  if (name === 'Header') return 'std_msgs/Header';
  const own = `${user.split('/')[0]}/${name}`;
  return texts.has(own) ? own : ([...texts.keys()].find((one) => one.endsWith(`/${name}`)) ?? own);
}
