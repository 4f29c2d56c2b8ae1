import { expect, test } from 'vitest';
import {
  batchObjectPrefix,
  chartObjectKey,
  fileObjectKey,
  renderedReportKey,
  runObjectPrefixes,
} from '../../../src/domain/batch.ts';
import { uploadObjectKey, uploadPrefix, uploadTailKey } from '../../../src/domain/upload.ts';

/** What was stored by a release before has to be found by the next. */
test('the objects of a batch have these keys', () => {
  const upload = { batch_id: 'b', id: 'u', is_piece: false };
  expect([
    fileObjectKey('b', 'f'),
    chartObjectKey('b', 2, 'cpu.svg'),
    renderedReportKey('b', 2, 'page.html'),
    uploadTailKey(upload, 8),
    uploadObjectKey(upload),
    uploadObjectKey({ ...upload, is_piece: true }),
  ]).toEqual([
    'b/f',
    'b/charts/2/cpu.svg',
    'b/reports/2/page.html',
    'b/uploads/u/8',
    'b/u',
    'b/uploads/u/whole',
  ]);
});

test('what is removed with a batch, a run or an upload are those objects and no others', () => {
  expect(batchObjectPrefix('b')).toBe('b/');
  expect(runObjectPrefixes('b', 2)).toEqual(['b/charts/2/', 'b/reports/2/']);
  expect(uploadPrefix({ batch_id: 'b', id: 'u' })).toBe('b/uploads/u/');
});
