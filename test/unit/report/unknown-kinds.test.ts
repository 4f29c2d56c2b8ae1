import { expect, test } from 'vitest';
import type { Block, Span } from '../../../src/report/document/document.ts';
import { renderBlock } from '../../../src/report/html/blocks.ts';
import { blockLines } from '../../../src/report/terminal/terminal-blocks.ts';
import { terminalOf } from '../../../src/report/terminal/terminal-text.ts';

/** Of a later version, say: the types allow none. */
const unknown = { kind: 'hologram' } as unknown;
const terminal = terminalOf({ color: false, width: 80 });

test.each([
  ['block', unknown as Block],
  ['span', { kind: 'paragraph', text: [unknown as Span] } as Block],
])('an unknown kind of %s is an error and no gap in the report', (_, block) => {
  const message = 'unexpected value: {"kind":"hologram"}';
  expect(() => renderBlock(block, new Map())).toThrow(message);
  expect(() => blockLines(block, terminal)).toThrow(message);
});
