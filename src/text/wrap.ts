import { displayWidth, fitting } from './display-width.ts';

/**
 * Breaks text at spaces into lines of at most `width` characters; `lead` stands before the first line, the others are
 * indented by `indent` (by default as far as `lead`). A word that is longer than a line is cut.
 */
export function wrap(text: string, width: number, lead = '', indent = displayWidth(lead)): string[] {
  const lines: string[] = [];
  let current = lead;
  let empty = true;
  const flush = () => {
    lines.push(current.trimEnd());
    current = ' '.repeat(indent);
    empty = true;
  };
  for (let word of text.split(' ').filter((each) => each !== '')) {
    if (!empty && displayWidth(current) + 1 + displayWidth(word) > width) flush();
    while (displayWidth(current) + displayWidth(word) > width && width > indent + 1) {
      const cut = fitting(word, Math.max(1, width - displayWidth(current)));
      current += cut;
      word = word.slice(cut.length);
      flush();
    }
    if (word === '') continue;
    current += empty ? word : ` ${word}`;
    empty = false;
  }
  if (!empty || lines.length === 0) lines.push(current.trimEnd());
  return lines;
}
