import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { knowledge } from '../../../src/cli/commands/knowledge.ts';
import { startLanguage } from '../../../src/cli/language.ts';
import type { ArgusClient } from '../../../src/client/client.ts';
import { shippedKnowledge } from '../../../src/diagnosis/knowledge/shipped-knowledge.ts';
import { displayWidth } from '../../../src/text/display-width.ts';

const own = { id: '7d9a2c5e', error_code: 'P0301', symptom: 'Cylinder 1 misfires.', solution: 'Ask Li.' };
const shipped = shippedKnowledge.entries.filter(({ id }) => id === 'std-obd-p0301');
const client = { listKnowledge: async () => ({ entries: [...shipped, own] }) } as unknown as ArgusClient;

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  // Other tests of this process read English.
  await startLanguage('en');
});

test('what is known of a code is printed in Chinese, what an operator wrote as it is', async () => {
  await startLanguage('zh');
  await knowledge(client, ['P0301'], { limit: 20 });
  const [head = '', first = '', second = ''] = printed.split('\n');
  expect(head).toMatch(/^条目 +故障码或规则 +现象 +处理方法$/);
  expect(first).toMatch(/^std-obd-p0301 +P0301 +气缸 1 失火。 +将点火线圈和火花塞与其他气缸对调：.*…$/);
  expect(displayWidth(first)).toBeLessThan(140);
  expect(second).toMatch(/^7d9a2c5e +P0301 +Cylinder 1 misfires\. +Ask Li\.$/);
});

test('in English, a text is cut at seventy columns', async () => {
  await knowledge(client, ['P0301'], { limit: 20 });
  expect(printed).toContain('Swap ignition coil and spark plug with another cylinder: if the fault…');
});
