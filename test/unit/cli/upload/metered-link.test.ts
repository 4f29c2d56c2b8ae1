import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isLinkMetered } from '../../../../src/cli/upload/metered-link.ts';

/** A `busctl` in front of the path that says what the test wants. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'argus-busctl-'));
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
const busctl = (script: string) =>
  writeFileSync(join(folder, 'busctl'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

test.each([
  ['u 0', false],
  ['u 1', true],
  ['u 2', false],
  ['u 3', true],
  ['u 4', false],
  ['s "yes"', false],
])('NetworkManager’s %s means %j', async (said, wanted) => {
  const property = '/org/freedesktop/NetworkManager org.freedesktop.NetworkManager Metered';
  busctl(`case "$*" in *"${property}") echo '${said}';; *) exit 2;; esac`);
  expect(await isLinkMetered(undefined)).toBe(wanted);
});

test('without NetworkManager, or without busctl, nothing waits', async () => {
  busctl('echo "Failed to get property Metered: Unit not found." >&2; exit 1');
  expect(await isLinkMetered(undefined)).toBe(false);
  vi.stubEnv('PATH', join(folder, 'nothing'));
  expect(await isLinkMetered(undefined)).toBe(false);
});

test('what is said on the command line counts, and nobody is asked', async () => {
  busctl('echo "u 1"');
  expect(await isLinkMetered(false)).toBe(false);
  busctl('echo "u 2"');
  expect(await isLinkMetered(true)).toBe(true);
});
