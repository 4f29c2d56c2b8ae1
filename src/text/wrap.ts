/**
 * Breaks text at spaces into lines of at most `width` characters; `lead` stands before the first line, the others are
 * indented by `indent` (by default as far as `lead`). A word that is longer than a line is cut.
 */
export function wrap(text: string, width: number, lead = '', indent = lead.length): string[] {
  const lines: string[] = [];
  let current = lead;
  let empty = true;
  const flush = () => {
    lines.push(current.trimEnd());
    current = ' '.repeat(indent);
    empty = true;
  };
  for (let word of text.split(' ').filter((each) => each !== '')) {
    if (!empty && current.length + 1 + word.length > width) flush();
    while (current.length + word.length > width && width > indent + 1) {
      const room = Math.max(1, width - current.length);
      current += word.slice(0, room);
      word = word.slice(room);
      flush();
    }
    if (word === '') continue;
    current += empty ? word : ` ${word}`;
    empty = false;
  }
  if (!empty || lines.length === 0) lines.push(current.trimEnd());
  return lines;
}
