import { WriteStream } from 'node:tty';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { canRedraw, usesColor } from '../../../src/cli/terminal.ts';

const terminal = Object.assign(Object.create(WriteStream.prototype), { isTTY: true }) as NodeJS.WriteStream;
const pipe = { isTTY: false } as NodeJS.WriteStream;

beforeEach(() => {
  vi.stubEnv('TERM', 'xterm-256color');
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS', 'CI']) vi.stubEnv(name, undefined);
});
afterEach(() => vi.unstubAllEnvs());

test('there are colours on terminals, unless NO_COLOR says otherwise', () => {
  expect(usesColor(terminal)).toBe(true);
  expect(usesColor(pipe)).toBe(false);
  vi.stubEnv('NO_COLOR', '');
  expect(usesColor(terminal)).toBe(true);
  vi.stubEnv('NO_COLOR', '1');
  expect(usesColor(terminal)).toBe(false);
  expect(canRedraw(terminal)).toBe(true);
});

test('a dumb terminal has neither colours nor a cursor', () => {
  vi.stubEnv('TERM', 'dumb');
  expect(usesColor(terminal)).toBe(false);
  expect(canRedraw(terminal)).toBe(false);
  expect(canRedraw(pipe)).toBe(false);
});
