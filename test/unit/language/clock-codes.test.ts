import { expect, test } from 'vitest';
import { loadLanguage } from '../../../src/language/load-language.ts';
import { codeText } from '../../../src/text/code-text.ts';
import { quote } from '../../../src/text/wording.ts';
import { saidByMembers } from './said-by-calls.ts';

const chinese = await loadLanguage('zh');

test.each([
  'src/recordings/summary/{several-drives,summary-builder}.ts',
  'src/recordings/formats/traces/{odd-times,repeated-blocks}.ts',
  'src/recordings/formats/asc/second-clock.ts',
])('what %s says of times has Chinese, in tables and where findings quote it', (files) => {
  const said = saidByMembers(files, /^message$/)
    .map((text) =>
      text.replace('7 read at 0', 'they are read at 0').replace('blocks of 7 lines', 'blocks of 12 lines'),
    )
    .filter((text) => text.length > 20);
  expect(said.length).toBeGreaterThan(0);
  for (const message of said) {
    const inTable = codeText({ source: 'clock', message }, chinese);
    const quoted = chinese.ofArgus(`“${quote(message)}”`);
    expect(inTable).toMatch(/\p{Script=Han}/u);
    expect(inTable).not.toMatch(/[a-z]{3}/);
    if (!message.includes('day away')) expect(quoted).toBe(`“${inTable}”`);
  }
});

test('the text of a vehicle stays, whatever it says', () => {
  const message = '3 frames bear a time before 0; they are read at 0';
  expect(codeText({ source: 'diagnostics', message }, chinese)).toBe(message);
  expect(codeText({ source: 'clock', message }, chinese)).toBe('3 帧的时间早于 0；按 0 读取');
});
