import { createHash } from 'node:crypto';

/** Types that are written without their definition (http://wiki.ros.org/msg, "Fields"). */
const builtIn = /^(?:bool|byte|char|u?int(?:8|16|32|64)|float(?:32|64)|string|time|duration)$/;

/**
 * The MD5 sum by which ROS 1 identifies a type: that of its constants and fields, with the sum of each type in place
 * of its name (http://wiki.ros.org/ROS/Technical%20Overview, "Message serialization and msg MD5 sums"). `definition`
 * is the text of a connection: the type's own, and after lines of `=` those that it uses.
 */
export function md5sum(definition: string): string {
  const [root = '', ...used] = definition.split(/^=+$/m);
  const texts = new Map<string, string>();
  for (const part of used) {
    const [, name = '', text = ''] = /^\s*MSG: (\S+)\n?([\s\S]*)$/.exec(part) ?? [];
    texts.set(name, text);
    texts.set(name.slice(name.indexOf('/') + 1), text);
  }

  function sumOf(text: string): string {
    const constants: string[] = [];
    const fields: string[] = [];
    for (const line of text.split('\n')) {
      const [, type = '', name = '', value] =
        /^\s*(\S+)\s+(\w+)\s*(?:=\s*(.*?)\s*)?(?:#.*)?$/.exec(line) ?? [];
      if (type === '' || type.startsWith('#')) continue;
      if (value !== undefined) constants.push(`${type} ${name}=${value.replace(/\s*#.*$/, '')}`);
      else fields.push(fieldText(type, name));
    }
    return createHash('md5')
      .update([...constants, ...fields].join('\n'))
      .digest('hex');
  }

  function fieldText(type: string, name: string): string {
    const element = type.replace(/\[\d*\]$/, '');
    if (builtIn.test(element)) return `${type} ${name}`;
    const text = texts.get(element) ?? texts.get(element.slice(element.indexOf('/') + 1));
    if (text === undefined) throw new Error(`the definition has no ${element}`);
    return `${sumOf(text)} ${name}`;
  }

  return sumOf(root);
}
