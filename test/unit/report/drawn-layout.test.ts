import { expect, test } from 'vitest';
import { anchorsOf } from '../../../src/report/document/anchors.ts';
import { drawPage } from '../../../src/report/html/page.ts';
import { linesOf, terminalOf } from '../../../src/report/terminal/terminal-text.ts';
import { drawDocument } from '../../../src/report/terminal/text-report.ts';
import { layoutCases } from '../../support/report/layout-cases.ts';

/** Pictures of the layout, to be viewed in a review. After an intended change: vitest -u. */
test.each([120, 44])('is drawn like this on a terminal of %i columns', async (width) => {
  await expect(drawDocument(layoutCases, terminalOf({ color: false, width }))).toMatchFileSnapshot(
    `./expected/terminal-${width}.txt`,
  );
});

test('is coloured like this on a terminal', async () => {
  const drawn = drawDocument(layoutCases, terminalOf({ color: true, width: 50 }));
  await expect(drawn.replaceAll('\u001b', '␛')).toMatchFileSnapshot('./expected/terminal-colours.txt');
});

test('is this page', async () => {
  const page = drawPage(layoutCases, new Map([['stored.svg', '<svg/>']]));
  const body = page.slice(page.indexOf('<body>'));
  await expect(
    body.replaceAll(/(<(?:p|li|tr|td|th|h\d|div|figure|ul|details)\b)/g, '\n$1'),
  ).toMatchFileSnapshot('./expected/page.html');
});

test('links lead to rows and findings', () => {
  expect([...anchorsOf(layoutCases)]).toEqual(['finding-1', 'finding-2', 'row-1']);
});

test('has no line for an overview that is empty', () => {
  const terminal = terminalOf({ color: false, width: 120 });
  const { verdict } = layoutCases;
  const line = '\n\n  Error a line of the overview\n';
  const drawn = drawDocument(layoutCases, terminal);
  expect(drawn).toContain(line);
  expect(drawDocument({ ...layoutCases, verdict: { ...verdict, overview: [] } }, terminal)).toBe(
    drawn.replace(line, '\n'),
  );
});

test('further lines of a text begin below the first', () => {
  const terminal = terminalOf({ color: false, width: 40 });
  expect(linesOf(['one', { kind: 'break' }, 'two'], terminal, '- ')).toEqual(['- one', '  two']);
});
