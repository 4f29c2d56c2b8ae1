import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planForLink, planUpload } from '../../../../src/cli/upload/plan-upload.ts';
import type { LocalFile } from '../../../../src/client/upload/local-file.ts';

const fileOf = (name: string, mtime: number): LocalFile => ({
  path: `/d/${name}`,
  name,
  size: 10 + mtime,
  mtime: String(mtime),
});
const storedOf = (name: string, mtime: number) => ({
  ...fileOf(name, mtime),
  sha256: 'a'.repeat(64),
  file_id: `id-${name}`,
});

/** Of a file: when it was modified, when what the batch has of it was, in which batch it is safe, why it is held. */
const circumstances = fc.record({
  name: fc.string({ minLength: 1, maxLength: 4 }),
  mtime: fc.integer({ min: 0, max: 2 }),
  stored: fc.option(fc.integer({ min: 0, max: 2 })),
  delivered: fc.option(fc.constant('b1')),
  held: fc.option(fc.constant('unmetered' as const)),
});

test('whatever an earlier run has left: each file is sent or accounted for, and nothing that is there is sent again', () => {
  const drives = fc.uniqueArray(circumstances, { selector: ({ name }) => name });
  fc.assert(
    fc.property(drives, (files) => {
      const of = ({ name }: { name: string }) => files.find((file) => file.name === name);
      const plan = planUpload(
        files.map(({ name, mtime }) => fileOf(name, mtime)),
        {
          stored: new Map(
            files.flatMap(({ name, stored }) => (stored === null ? [] : [[name, storedOf(name, stored)]])),
          ),
          deliveredIn: (file) => of(file)?.delivered ?? undefined,
          whyHeld: (file) => of(file)?.held ?? undefined,
        },
      );
      const { send, stored, delivered, held, outdated } = plan;
      const heldFiles = held.map(({ file }) => file);
      const accounted = [...send, ...stored, ...delivered, ...heldFiles].map(({ path }) => path).sort();
      expect(accounted).toEqual(files.map(({ name }) => `/d/${name}`).sort());
      for (const file of send) {
        const { mtime, stored: earlier, delivered: batch, held: why } = of(file) ?? {};
        expect([earlier === mtime, batch, why]).toEqual([false, null, null]);
      }
      for (const file of stored) expect(of(file)?.stored).toBe(of(file)?.mtime);
      // Only what is replaced goes from the batch.
      const replaced = send.filter((file) => of(file)?.stored !== null).map(({ name }) => name);
      expect(outdated.map(({ name }) => name)).toEqual(replaced);
    }),
  );
});

test('whether the link is metered is asked only when it decides about a file', async () => {
  const files = ['there', 'safe', 'now', 'kept'].map((name) => fileOf(name, 1));
  let asked = 0;
  const planOf = (names: string[]) =>
    planForLink(
      files.filter(({ name }) => names.includes(name)),
      {
        stored: new Map([['there', storedOf('there', 1)]]),
        deliveredIn: ({ name }) => (name === 'safe' ? 'b1' : undefined),
        whyHeld: ({ name }, isMetered) => (name !== 'now' && isMetered ? 'unmetered' : undefined),
      },
      async () => {
        asked += 1;
        return true;
      },
    );
  const before = await planOf(['there', 'safe', 'now']);
  expect([before.send.length, before.stored.length, before.delivered.length, asked]).toEqual([1, 1, 1, 0]);
  const { send, held } = await planOf(['there', 'safe', 'now', 'kept']);
  expect([send.map(({ name }) => name), held.map(({ file }) => file.name), asked]).toEqual([
    ['now'],
    ['kept'],
    1,
  ]);
});
