import { afterEach, describe, expect, test } from 'vitest';
import type { RenderTask } from '../../../src/report/render-thread.ts';
import {
  createReportRenderer,
  type RendererLimits,
  type ReportRenderer,
} from '../../../src/report/renderer.ts';
import { fullReport, picturesOf } from '../../support/report/report-of.ts';

let renderer: ReportRenderer | undefined;
afterEach(async () => {
  await renderer?.close();
  renderer = undefined;
});
const start = (limits?: RendererLimits) => {
  renderer = createReportRenderer(limits);
  return renderer;
};

function task(format: RenderTask['format'], report = Buffer.from(JSON.stringify(fullReport()))): RenderTask {
  return { format, language: 'en', report, pictures: [...picturesOf(fullReport())] };
}

describe('the renderer', () => {
  test('renders pages and PDFs in its thread', async () => {
    const { render } = start();
    const [page, pdf] = await Promise.all([render(task('html')), render(task('pdf'))]);
    expect(page.toString()).toMatch(/^<!doctype html>/);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('gives the same bytes for the same report', async () => {
    const { render } = start();
    const same = task('pdf');
    expect((await render(same)).equals(await render(same))).toBe(true);
  });

  test('continues after a report that cannot be rendered', async () => {
    const { render } = start();
    await expect(render(task('html', Buffer.from('{"no":"report"}')))).rejects.toThrow();
    expect((await render(task('html'))).byteLength).toBeGreaterThan(1_000);
  });

  test('refuses more requests than the queue holds', async () => {
    const { render } = start({ queue: 2, timeoutMs: 30_000 });
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => render(task('html'))));
    const refused = answers.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(8);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'unavailable' });
  });

  test('aborts rendering that takes too long', async () => {
    const { render } = start({ queue: 2, timeoutMs: 1 });
    await expect(render(task('pdf'))).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('has a version that is the same each time', () => {
    expect(start().version).toBe(createReportRenderer().version);
    expect(start().version).toMatch(/^[0-9a-f]{12}$/);
  });
});
