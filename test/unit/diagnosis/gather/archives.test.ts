import { expect, test } from 'vitest';
import { writeZip } from '../../../../samples/archives/write-zip.ts';
import { sampleCsv } from '../../../../samples/csv/sample-csv.ts';
import { createAggregator } from '../../../../src/diagnosis/aggregator.ts';
import { diagnose } from '../../../../src/diagnosis/diagnose.ts';
import { verdictFails } from '../../../../src/domain/verdict.ts';
import type { FileSummary } from '../../../../src/recordings/summary/file-summary.ts';
import { summarise } from '../../../support/recordings/summarise.ts';

const table = sampleCsv({ seconds: 30, style: 'dated' });
const later = sampleCsv({ seconds: 30, style: 'dated', startTime: new Date('2026-03-14T08:01:00Z') });

function aggregateOf(name: string, summary: FileSummary) {
  const aggregator = createAggregator();
  aggregator.add({
    file_id: 'f1',
    name,
    size: summary.size_bytes,
    sha256: 'a'.repeat(64),
    state: verdictFails(summary.verdict) ? 'failed' : 'parsed',
    summary,
  });
  return aggregator.finish();
}

test('the recordings of an archive are files of their own, named behind it', async () => {
  const archive = writeZip([
    { name: 'a.csv', content: table },
    { name: 'b/b.csv', content: later },
  ]);
  const { files, totals, formats } = aggregateOf('upload.zip', await summarise(archive));
  expect(files).toMatchObject([
    { file_id: 'f1', name: 'upload.zip: a.csv', size: table.byteLength, format: 'csv', message_count: 300 },
    {
      file_id: 'f1',
      name: 'upload.zip: b/b.csv',
      size: later.byteLength,
      read_as: expect.stringContaining('Table of 7 columns'),
    },
  ]);
  expect(totals).toMatchObject({
    files: 2,
    parsed: 2,
    messages: 600,
    bytes: table.byteLength + later.byteLength,
  });
  expect(formats).toEqual({ csv: 2 });
});

test('what is wrong with the archive itself is a row, and counts nothing twice', async () => {
  const archive = writeZip([
    { name: 'a.csv', content: table },
    { name: 'b.csv', content: later, isEncrypted: true },
  ]);
  const { files, totals } = aggregateOf('upload.zip', await summarise(archive));
  expect(files.map(({ name, verdict }) => [name, verdict.code])).toEqual([
    ['upload.zip', 'unsupported'],
    ['upload.zip: a.csv', 'ok'],
  ]);
  expect(totals).toMatchObject({ messages: 300, bytes: table.byteLength });
});

test('recordings of one name in an archive stay distinct', async () => {
  const archive = writeZip([
    { name: 'a.csv', content: table },
    { name: 'a.csv', content: later },
  ]);
  const { files } = aggregateOf('upload.zip', await summarise(archive));
  expect(files.map(({ name }) => name)).toEqual(['upload.zip: a.csv', 'upload.zip: a.csv (2)']);
});

test('copies in an archive hide no overlap of its other recordings', async () => {
  const lines = (text: string) => Buffer.from(`time,speed\n${text}`);
  const row = (seconds: number, figure: number) => `${1_772_352_000 + seconds},${figure}\n`;
  const rows = (figure: number) => Array.from({ length: 60 }, (_, i) => row(i, figure)).join('');
  const [copied, first, second] = [lines(rows(1)), lines(rows(2)), lines(rows(3))];
  const archive = writeZip([
    { name: 'copied.csv', content: copied },
    { name: 'copy.csv', content: copied },
    { name: 'first.csv', content: first },
    { name: 'second.csv', content: second },
  ]);
  const { findings } = diagnose(aggregateOf('upload.zip', await summarise(archive)));
  expect(findings.find(({ rule }) => rule === 'overlapping-recordings')?.title).toBe(
    '5 pairs of recordings overlap',
  );
});
