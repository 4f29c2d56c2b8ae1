import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleBlf } from '../../../samples/blf/sample-blf.ts';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import type { FilePageBody } from '../../../src/api/batches/file-schema.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { vehicle } from '../../support/batches.ts';
import { readIndexed } from '../../support/recordings/read-mcap.ts';

const viewer = 'https://viewer.example.com/app';

let argus: TestArgus;
let car: ReturnType<typeof vehicle>;
let batch = '';
let report: Report;
const drive = sampleMcap({ seconds: 30, faults: ['error-diagnostics'] });

beforeAll(async () => {
  argus = await startArgus({ VIEWER_URL: viewer, CLIPS_MAX_WAITING: '1' });
  car = vehicle(argus.url);
  ({ batch_id: batch } = await car.createBatch());
  await car.upload(batch, { name: 'drive.mcap', bytes: drive });
  await car.upload(batch, { name: 'bus.blf', bytes: sampleBlf({ seconds: 30 }) });
  await car.complete(batch);
  await car.ended(batch);
  report = await car.json<Report>(`/batches/${batch}/report`);
});
afterAll(() => argus.close());

const at = (path: string, init?: RequestInit) => fetch(`${argus.url}/api/v1/batches/${batch}${path}`, init);
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

/** Ten seconds of the drive. */
function window() {
  const start = Date.parse(report.span?.start ?? '') + 10_000;
  return { from: new Date(start).toISOString(), to: new Date(start + 10_000).toISOString() };
}

describe('a clip', () => {
  test('has all recordings of that time, and the findings', async () => {
    const { from, to } = window();
    const response = await at(`/clip?from=${from}&to=${to}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const { messages } = await readIndexed(await bytesOf(response));
    const [fromNs, toNs] = [BigInt(Date.parse(from)) * 1_000_000n, BigInt(Date.parse(to)) * 1_000_000n];
    expect(messages.every(({ logTime }) => logTime >= fromNs && logTime <= toNs)).toBe(true);
    // Bytes and schema as they were recorded.
    const recorded = (await readIndexed(drive, { startTime: fromNs, endTime: toNs })).messages;
    const topics = new Set(recorded.map(({ topic }) => topic));
    expect(messages.filter(({ topic }) => topics.has(topic))).toEqual(recorded);
    expect(messages.some(({ schema }) => schema === 'can_msgs/msg/Frame')).toBe(true);
    const findings = messages.filter(({ topic }) => topic === '/argus/findings');
    const expected = report.findings
      .flatMap(({ evidence }) => evidence)
      .filter(({ time }) => time !== undefined && time >= from && time <= to);
    expect(findings).toHaveLength(expected.length);
  });

  test('has only the wanted topics', async () => {
    const { from, to } = window();
    const response = await at(`/clip?from=${from}&to=${to}&topics=${encodeURIComponent('/diagnostics')}`);
    const { messages } = await readIndexed(await bytesOf(response));
    const topics = new Set(messages.map(({ topic }) => topic));
    topics.delete('/argus/findings');
    expect([...topics]).toEqual(['/diagnostics']);
  });

  test('is kept: a range of it, and 304 for its tag', async () => {
    const { from, to } = window();
    const path = `/clip?from=${from}&to=${to}`;
    const whole = await at(path);
    const etag = whole.headers.get('etag') ?? '';
    const bytes = await bytesOf(whole);
    const part = await at(path, { headers: { range: 'bytes=100-199' } });
    expect(part.status).toBe(206);
    expect(await bytesOf(part)).toEqual(bytes.subarray(100, 200));
    expect((await at(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const head = await at(path, { method: 'HEAD' });
    expect(Number(head.headers.get('content-length'))).toBe(bytes.byteLength);
  });

  test('is refused where it would be too long, of two clocks, or of nothing', async () => {
    const { from } = window();
    const hour = new Date(Date.parse(from) + 3_600_000).toISOString();
    expect((await at(`/clip?from=${from}&to=${hour}`)).status).toBe(400);
    expect((await at(`/clip?from=${hour}&to=${from}`)).status).toBe(400);
    expect((await at(`/clip?from=${from}&to=${encodeURIComponent('+3s')}`)).status).toBe(400);
    expect((await at('/clip?from=2001-01-01T00:00:00Z&to=2001-01-01T00:00:10Z')).status).toBe(404);
    const early = await at('/clip?from=1901-01-01T00:00:00Z&to=1901-01-01T00:00:10Z');
    expect([early.status, await early.text()]).toEqual([400, expect.stringContaining('1970')]);
  });

  test('is refused while as many are being made as may be, with when to ask again', async () => {
    const start = Date.parse(report.span?.start ?? '');
    const paths = Array.from({ length: 8 }, (_, index) => {
      const from = start + index * 1_000;
      return `/clip?from=${new Date(from).toISOString()}&to=${new Date(from + 500).toISOString()}`;
    });
    const answers = await Promise.all(paths.map((path) => at(path)));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
      expect(await answer.json()).toMatchObject({
        code: 'unavailable',
        error: '2 clips are being made, and no more may be; try again shortly.',
      });
    }
    for (const path of paths) expect((await at(path)).status).toBe(200);
  });
});

describe('evidence', () => {
  test('opens in the viewer at its second, by a link that any site may read', async () => {
    const { files } = await car.json<FilePageBody>(`/batches/${batch}/files`);
    const evidence = report.findings.flatMap((finding) => finding.evidence).find(({ time }) => time);
    expect(files.map(({ file_id }) => file_id)).toContain(evidence?.file_id);
    const query = new URLSearchParams({ time: evidence?.time ?? '', file_id: evidence?.file_id ?? '' });
    const moved = await at(`/clip/view?${query}`, { redirect: 'manual' });
    expect(moved.status).toBe(303);
    const link = new URL(moved.headers.get('location') ?? '');
    expect(link.href.startsWith(`${viewer}?`)).toBe(true);
    expect(link.searchParams.get('ds')).toBe('remote-file');
    expect(Date.parse(link.searchParams.get('time') ?? '')).toBe(Date.parse(evidence?.time ?? ''));

    const clip = link.searchParams.get('ds.url') ?? '';
    const read = await fetch(clip, { headers: { origin: viewer, range: 'bytes=0-7' } });
    expect(read.status).toBe(206);
    expect(read.headers.get('access-control-allow-origin')).toBe('*');
    expect(read.headers.get('access-control-expose-headers')).toContain('content-length');
    expect(Buffer.from(await read.arrayBuffer()).toString('latin1')).toContain('MCAP');
    const { messages } = await readIndexed(await bytesOf(await fetch(clip)));
    expect(messages.some(({ topic }) => topic === '/argus/findings')).toBe(true);
    const other = clip.replace(/(?<=\/clips\/[^/]*\.)./, (sign) => (sign === 'A' ? 'B' : 'A'));
    expect((await fetch(other)).status).toBe(404);
  });
});
