import { expect, test } from 'vitest';
import { ArgusError } from '../../../src/domain/error.ts';
import { mergeCatalogues, signalsAfter } from '../../../src/signals/batch-signals.ts';
import type { Catalogue } from '../../../src/signals/catalogue.ts';
import type { SignalObjects, SignalSource } from '../../../src/signals/signal-objects.ts';
import { createSignalReader } from '../../../src/signals/signal-reader.ts';
import type { SignalFile } from '../../../src/stores/postgres/signal-files.ts';

const file = (id: string): SignalFile => ({
  ...{ id, name: id, size: 1, sha256: id, clock: 'unix', start_ns: '0', end_ns: '1', topics: ['/a'] },
  ...{ has_others: false, has_logs: false },
});
const catalogue: Catalogue = {
  omitted: 0,
  clock: 'unix',
  signals: [
    {
      ...{ topic: '/a', type: 't', field: 'x', kind: 'number', unit: null, labels: null },
      ...{ count: 1, min: 0, max: 0, start_ns: '0', end_ns: '0' },
    },
  ],
};

function readerOf(makeCatalogue: (source: SignalSource) => Promise<Catalogue>) {
  const objects = {
    keyOf: ({ file: { id } }: SignalSource, name: string) => `${id} ${name}`,
    catalogue: async () => undefined,
    makeCatalogue,
  };
  return createSignalReader({
    signalFiles: { ofBatch: async () => [file('there'), file('gone')], clockOffsets: async () => [] },
    signalObjects: objects as unknown as SignalObjects,
    databasesOf: async () => [],
    logger: { warn: () => undefined },
    track: () => undefined,
  });
}

test('a recording that cannot be read is not among those still being listed', async () => {
  const reader = readerOf(async (source) => {
    if (source.file.id === 'gone') throw new ArgusError('not_found', 'It is no longer in the object store.');
    return catalogue;
  });
  const { signals, pending } = await reader.list('batch');
  expect([signals.map(({ signal }) => signal), pending]).toEqual([['/a:x'], 0]);
});

test('a recording that takes longer is', async () => {
  const reader = readerOf((source) =>
    source.file.id === 'gone' ? new Promise(() => undefined) : Promise.resolve(catalogue),
  );
  expect(await reader.list('batch')).toMatchObject({ pending: 1 });
});

const named = (topic: string, field: string) => ({
  ...(catalogue.signals[0] as Catalogue['signals'][number]),
  topic,
  field,
});

test('a list that is full says how many signals are not in it', () => {
  const files = ['a', 'b', 'c'].map(
    (topic): Catalogue => ({
      ...catalogue,
      omitted: topic === 'b' ? 5 : 0,
      signals: Array.from({ length: 20_000 }, (_, index) => named(`/${topic}`, `f${index}`)),
    }),
  );
  const { signals, omitted } = mergeCatalogues([...files, ...files]);
  expect([signals.length, omitted]).toEqual([50_000, 10_005]);
  expect(mergeCatalogues(files.slice(0, 1))).toMatchObject({ omitted: 0 });
});

test('a page goes on after the last one, also where its last signal is no longer in the list', () => {
  const { signals } = mergeCatalogues([
    { ...catalogue, signals: ['b', 'd', 'x:y'].map((field) => named('/a', field)) },
  ]);
  const after = (name: string) => signalsAfter(signals, name).map(({ signal }) => signal);
  expect(after('/a:b')).toEqual(['/a:d', '/a:x%3Ay']);
  expect(after('/a:c')).toEqual(['/a:d', '/a:x%3Ay']);
  expect(after('/a:x%3Ay')).toEqual([]);
  expect(after('/z:a')).toEqual([]);
});
