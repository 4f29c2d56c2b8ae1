import { headText } from './plain-lines.ts';

/** How lines begin that declare something, in the languages in which recordings are made and read. */
const declaration = new RegExp(
  [
    // C, C++: directives; types.
    String.raw`#\s*(?:include\s*[<"]|ifn?def\s|if\s|endif|define\s|pragma\s)`,
    String.raw`(?:typedef|namespace|struct|enum|template|extern|static|using)\b`,
    // Python, MATLAB.
    String.raw`(?:import\s+[\w{*"']|from\s+[\w.]+\s+import\s|def\s+\w+\s*\(|class\s+\w+|function\b|end$|endfunction$)`,
    // JavaScript, TypeScript, Go, Rust, Java.
    String.raw`(?:export|const|let|var|func|fn|pub|use|impl|mod|type|interface|public|private|protected|return|package)\s+[\w{*"'(<]`,
    `["']use strict["']`,
    // CMake, Docker, shell.
    String.raw`(?:cmake_minimum_required|project|add_\w+|find_package|target_\w+|set|list|include)\s*\(`,
    String.raw`(?:FROM|RUN|COPY|WORKDIR|ENTRYPOINT|CMD)\s+[a-z./[]`,
  ]
    .map((form) => `(?:${form})`)
    .join('|'),
);
const beginning = new RegExp(String.raw`^\s*(?:${declaration.source})`);

/** Whether a text is a program or how one is built: some of its lines declare something. A log has no such lines. */
export function isSourceCode(head: Uint8Array): boolean {
  const lines = linesWithWords(head);
  const declarations = lines.filter((line) => beginning.test(line)).length;
  return declarations >= 2 && declarations >= lines.length / 20;
}

/** Headings, lists, links and fences of a README or a changelog. */
const heading = /^(?:#{1,6}\s+\S|={3,}\s*$|-{3,}\s*$)/;
const markup = /^\s*(?:[-*+]\s+\S|\d+\.\s+\S|```|>\s)|\]\(|\[!\[/;

/** Whether a text is written in Markdown: a heading, and what else only documents have. */
export function isMarkdown(head: Uint8Array): boolean {
  const lines = linesWithWords(head);
  const headings = lines.filter((line) => heading.test(line)).length;
  const marked = lines.filter((line) => markup.test(line)).length;
  return headings > 0 && marked > 0 && headings + marked >= Math.max(3, lines.length / 8);
}

/** `key=value` or `key: value`, each key once: as settings are written, where a log names the same again. */
const setting = /^\s*([A-Za-z][\w.-]*(?:\[\w*\])?)\s*=(?:\s*\S.*)?$/;

/** Whether a text is settings without sections (Java's `.properties`, environment files). */
export function isProperties(head: Uint8Array): boolean {
  const lines = linesWithWords(head).filter((line) => !/^\s*[#;!]/.test(line));
  const keys = lines.map((line) => setting.exec(line)?.[1]);
  return lines.length > 1 && keys.every((key) => key !== undefined) && new Set(keys).size === keys.length;
}

function linesWithWords(head: Uint8Array): string[] {
  return (headText(head) ?? '').split(/\r?\n/).filter((line) => line.trim() !== '');
}
