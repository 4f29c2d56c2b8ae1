import { describe, expect, test } from 'vitest';
import { noteOn, whySentence } from '../../../src/api/batches/why-sentence.ts';
import type { Batch } from '../../../src/domain/batch.ts';
import { batchStatuses } from '../../../src/domain/batch-status.ts';
import { type failureCodes, judgeFailedFiles } from '../../../src/domain/failure.ts';
import { type CloseKind, repairOf } from '../../../src/domain/repair.ts';
import { verdictCodes } from '../../../src/domain/verdict.ts';
import { loadLanguage } from '../../../src/language/load-language.ts';
import type { PendingActivity, Waiting } from '../../../src/orchestrator/waiting.ts';
import { DamageLog } from '../../../src/recordings/bytes/damage.ts';
import { describeUnknown } from '../../../src/recordings/formats/detect.ts';
import { otherFormats } from '../../../src/recordings/formats/other-formats.ts';
import { timeoutVerdict } from '../../../src/recordings/pool/ended-verdicts.ts';
import { formatCode } from '../../../src/text/figure-format.ts';
import { saidOfFiles } from './said-of-files.ts';

const { ofArgus } = await loadLanguage('zh');
/** Three English words in a row. */
const english = /[a-z]{2,} [a-z]{2,} [a-z]{2,}/;
const leftInEnglish = (texts: readonly string[]) =>
  texts.filter((text) => ofArgus(text) === text || english.test(ofArgus(text).replace(/`.*`/, '')));

/** Where the values of a template are themselves what is said, in pieces; the tests below put them together. */
const pieces =
  /^7|^\(\?:|^interface = $|^is protected by|^the database ends.*7$|^the bzip2 data 7$|^This CAN database was read: it defines 7/;
/** Codes of the recording, whose messages are evidence. */
const evidence =
  /^(?:7 bear|7 lines bear|times go back|a frame of 7 bytes was|remote request|ends in its middle$|is damaged$)/;

describe('what readers say of files', () => {
  test('has Chinese, wherever it stands in their sources', () => {
    const said = saidOfFiles()
      .filter((text) => !pieces.test(text) && !evidence.test(text) && /[a-z] [a-z]/.test(text))
      .map((text) => text.replace(/(?<=\.)7+$/, ''));
    expect(said.length).toBeGreaterThan(120);
    expect(leftInEnglish(said)).toEqual([]);
  });

  test('has Chinese of every format that is recognised and not read', () => {
    expect(leftInEnglish(otherFormats.map((other) => describeUnknown({ other })))).toEqual([]);
    expect(leftInEnglish([describeUnknown({})])).toEqual([]);
  });

  test('is put together in Chinese as in English', () => {
    const damage = new DamageLog();
    damage.add('truncated', 1_204, 1_300, 'the recording ends in the middle of a chunk');
    damage.add('corrupt', 2_000, 2_100, 'the bytes are no valid record');
    damage.add('unsupported', 3_000, 3_000, 'a chunk is packed with "x", which is not supported');
    const { message } = damage.verdict(12);
    expect(ofArgus(message)).toBe(
      '第 1204 字节处，录制文件在数据块中间结束（另有 1 处）；可读取 12 条消息。第 3000 字节处，一个数据块以 "x" 压缩，不受支持。',
    );
    expect(
      ofArgus(`At byte 7 of the unpacked recording the bytes are no valid record; no message could be read.`),
    ).toBe('解压后录制文件的第 7 字节处，这些字节不是有效的记录；没有可读取的消息。');
    expect(ofArgus(timeoutVerdict(30_000).message)).toBe('读取此文件超过 30 秒，已终止。');
  });

  test.each([
    [
      '2 of 3 recordings in the ZIP archive could be read, with 1,024 messages. Not read: "a.mcap" is protected by a password; "b" is protected by a password; "c" is protected by a password; and 2 more files. There are more files in it than are looked at.',
      'ZIP 压缩包中 3 个录制文件里可读取 2 个，共 1,024 条消息。未读取："a.mcap" 受密码保护；"b" 受密码保护；"c" 受密码保护；另有 2 个其他文件。其中的文件多于检查的数量。',
    ],
    [
      'This CAN database was read: it defines 12 messages with 1 signal. Not read: 2 × VAL_TABLE_.',
      '已读取此 CAN 数据库：定义了 12 条消息和 1 个信号。未读取：2 × VAL_TABLE_。',
    ],
    [
      'This is a ZIP archive protected by a password; it cannot be read. Upload the recordings in it as they are.',
      '这是受密码保护的 ZIP 压缩包；无法读取。请直接上传其中的录制文件。',
    ],
  ])('knows %j', (text, known) => {
    expect(ofArgus(text)).toBe(known);
  });

  test('has Chinese of every code of a verdict', () => {
    const shown = verdictCodes.filter((code) => code !== 'ok').map(formatCode);
    expect(shown.filter((code) => ofArgus(code) === code)).toEqual([]);
  });
});

/** As `batch-workflow.ts` and `repair.ts` write them. */
const failures: Record<(typeof failureCodes)[number], string[]> = {
  cancelled: ['The batch was cancelled.'],
  upload_abandoned: [
    'Nothing was uploaded for 24 hours and the batch was never completed. Its 3 files are kept; retry the batch to continue the upload.',
    'Nothing was uploaded for 90 seconds and the batch was never completed. Its 3 files are kept; retry the batch to continue the upload.',
  ],
  all_files_failed: [1, 4].map((total) => String(judgeFailedFiles(total, total, 0)?.message)),
  too_many_failed_files: [String(judgeFailedFiles(10, 3, 20)?.message)],
  scatter_failed: ['The files could not be processed: ECONNRESET'],
  gather_failed: ['The results could not be merged: ECONNRESET'],
  diagnose_failed: ['The report could not be written: ECONNRESET'],
  workflow_closed: (['failed', 'terminated', 'timed_out'] satisfies CloseKind[]).map((how) => {
    const repair = repairOf({ run: 1, status: 'uploaded' }, { state: 'closed', run: 1, how });
    return repair?.kind === 'closed' ? repair.failure.message : '';
  }),
};

test('has Chinese of every failure of a batch', () => {
  expect(leftInEnglish(Object.values(failures).flat())).toEqual([]);
});

describe('what a batch waits for', () => {
  const batchIn = (status: Batch['status'], failed_files = 0) =>
    ({
      status,
      total_files: 9,
      processed_files: 3,
      failed_files,
      failure_message: 'The batch was cancelled.',
    }) as Batch;
  const parse = {
    activity: 'parseChunk',
    state: 'started',
    attempt: 1,
    last_error: null,
    next_attempt_at: null,
  };
  const waitingFor = (...pending: Partial<PendingActivity>[]) =>
    ({ pending_activities: pending.map((one) => ({ ...parse, ...one })) }) as Waiting;
  const failing = { attempt: 5, last_error: 'No answer. It may be down.' };
  const works = [
    undefined,
    waitingFor({}, {}, { state: 'scheduled' }),
    waitingFor({}),
    waitingFor({ state: 'scheduled' }),
    waitingFor({ attempt: 2, last_error: 'no' }),
    waitingFor({ ...failing, next_attempt_at: '2026-11-30T08:00:00Z' }),
    waitingFor(failing, failing),
  ];

  test.each(batchStatuses)('has Chinese of the status %s', (status) => {
    const sentences = works.flatMap((waiting) =>
      [0, 1].map((failed) => whySentence(batchIn(status, failed), waiting, ['a.mcap', 'b.mcap'])),
    );
    expect(sentences.filter((text) => !/^\p{Script=Han}|^9 个文件/u.test(ofArgus(text)))).toEqual([]);
    expect(sentences.map(ofArgus).filter((text) => english.test(text.replace(/“.*”/, '')))).toEqual([]);
  });

  test('leaves the error as it was', () => {
    expect(ofArgus(whySentence(batchIn('scattering'), waitingFor(failing)))).toBe(
      '9 个文件中已读取 3 个。parseChunk 已失败 4 次，最近的错误为“No answer. It may be down.”；正在重试。',
    );
  });

  test('has Chinese of what keeps its workflow', () => {
    const stays = { workflow_status: 'running', build: '1.2.3', build_away: true } as Waiting;
    const notes = [stays, { ...stays, workflow_status: 'timed_out' }].map((one) => String(noteOn(one).note));
    expect(leftInEnglish(notes)).toEqual([]);
  });
});
