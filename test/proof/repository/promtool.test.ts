import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findPromtool } from '../../../scripts/outside-checks.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Debian's package prometheus contains it, and CI installs that. */
const promtool = findPromtool();

test.skipIf(!promtool)('promtool accepts the rules, and each fires only when it should', () => {
  const run = (...args: string[]) =>
    execFileSync(promtool ?? '', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  expect(run('check', 'rules', 'monitoring/rules.yml')).toContain('SUCCESS');
  expect(run('check', 'config', '--syntax-only', 'monitoring/prometheus.yml')).toContain('SUCCESS');
  expect(run('test', 'rules', 'monitoring/rules.test.yml')).toContain('SUCCESS');
});
