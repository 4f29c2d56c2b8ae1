import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { renderPdfReport } from '../../../src/report/pdf/render-pdf.ts';
import { file } from '../../support/diagnosis/summaries.ts';
import { reportOf } from '../../support/report/report-of.ts';

/**
 * Scripts whose letters are joined, stacked or drawn in another order than they are read. No cluster of several
 * glyphs is written twice in a row, nor is the first also the last.
 */
const samples: [script: string, words: string][] = [
  ['Arabic', 'ارتفاع حرارة المحرك جهد البطارية منخفض'],
  ['Hebrew', 'התחממות המנוע מתח המצבר נמוך'],
  ['Chinese', '发动机温度过高 蓄电池电压低'],
  ['Korean', '엔진 과열 배터리 전압 낮음'],
  ['Devanagari', 'इंजन ज़्यादा गरम है क्षतिग्रस्त उपकरण सिग्नल'],
];
/** In the heading, which is bold, and in a table, which is not. */
const pdfOf = (words: string) => renderPdfReport({ ...reportOf(file(words)), vehicle_id: words }, new Map());

describe('text copied out of the PDF', () => {
  test.each(samples)('has each cluster of %s once', (_, words) => {
    const clusters = clustersIn(pdfOf(words));
    expect(clusters.filter((cluster, i) => cluster === clusters[i - 1])).toEqual([]);
  });

  const poppler = spawnSync('pdftotext', ['-v']).status === 0;
  test.skipIf(!poppler).each(samples)('is %s as it was written (where Poppler is installed)', (_, words) => {
    const [before, ...after] = copied(pdfOf(words)).split(squeezed(words));
    expect([before !== undefined, after.length >= 2]).toEqual([true, true]);
  });
});

/** Clusters that a reader takes from `ActualText` (ISO 32000-1, 14.9.4), in the order in which they are drawn. */
function clustersIn(pdf: Buffer): string[] {
  const clusters: string[] = [];
  const streams = pdf.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g);
  for (const [, bytes = ''] of streams) {
    const content = inflated(Buffer.from(bytes, 'latin1'))?.toString('latin1') ?? '';
    for (const [, hex = ''] of content.matchAll(/\/ActualText <FEFF([0-9A-F]+)>/g)) {
      clusters.push(Buffer.from(hex, 'hex').swap16().toString('utf16le'));
    }
  }
  return clusters;
}

function inflated(bytes: Buffer): Buffer | undefined {
  try {
    return inflateSync(bytes);
  } catch {
    // A picture, or anything else that contains no text.
    return undefined;
  }
}

function copied(pdf: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'argus-pdf-'));
  try {
    const path = join(folder, 'report.pdf');
    writeFileSync(path, pdf);
    return squeezed(execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Line breaks and direction marks are up to the typesetter. */
function squeezed(text: string): string {
  return text.normalize('NFC').replace(/[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/gu, '');
}
