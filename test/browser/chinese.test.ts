import { beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { auditPage } from '../support/browser/audit-page.ts';
import { consoleBrowser, narrow } from '../support/browser/console-browser.ts';
import { until } from '../support/until.ts';

const at = consoleBrowser();
const vehicle_id = 'truck-9';
let batchId: string;
beforeAll(async () => {
  batchId = await at.car.deliver(
    [
      { name: 'a.mcap', bytes: sampleMcap({ seed: 92, faults: ['error-diagnostics', 'cpu-saturation'] }) },
      { name: 'b.mcap', bytes: sampleMcap({ seed: 93 }) },
    ],
    { vehicle_id },
  );
  await at.car.ended(batchId);
});

test('whoever chooses Chinese reads a report in it, and has it on the next visit', async () => {
  await at.open('/');
  await at.heading('Batches').waitFor();
  await at.page.getByLabel('Language').selectOption('zh');
  await at.heading('批次').waitFor();
  expect(await at.page.locator('html').getAttribute('lang')).toBe('zh-CN');

  await at.page.getByRole('link', { name: new RegExp(vehicle_id) }).click();
  await at.heading('结论').waitFor();
  await at.heading('发现项').waitFor();
  await at.heading('首要措施').waitFor();
  await at.page
    .getByText(/处理器满负荷/)
    .first()
    .waitFor();
  await at.page.getByRole('link', { name: '报告格式 网页' }).waitFor();
  await at.page
    .getByText(/^[-\d.]+ 至 [-\d.]+/)
    .first()
    .waitFor();
  expect(await auditPage(at.page)).toEqual([]);
  await at.page.setViewportSize(narrow);
  await at.expectNoSidewaysScroll();

  const page = at.page.getByRole('link', { name: '报告格式 网页' });
  expect(await page.getAttribute('href')).toContain('lang=zh');

  await at.open('/vehicles');
  await at.heading('车辆').waitFor();
  expect(at.complaints).toEqual([]);
});

test('knowledge that came with Argus is in Chinese, and is found by it', async () => {
  await at.page.addInitScript("localStorage.setItem('argus-language', 'zh')");
  await at.open(`/knowledge?q=${encodeURIComponent('失火')}`);
  await at.page.getByRole('link', { name: '气缸 1 失火。' }).click();
  await at.heading('P0301').waitFor();
  await until('the form to be in Chinese', async () => {
    return (await at.page.locator('textarea[name=symptom]').inputValue()) === '气缸 1 失火。';
  });
  expect(at.complaints).toEqual([]);
});

/** Each with a heading that shows that it has loaded. */
const pages: [path: string, heading: string][] = [
  ['/vehicles', '车辆'],
  ['/on-vehicles', '车上文件'],
  ['/upload-policy', '上传策略'],
  ['/fleet', '车队故障码'],
  ['/fleet/software', '车队软件'],
  ['/reports', '报告'],
  ['/upload', '上传行程'],
  ['/rules', '规则'],
  ['/knowledge', '知识库'],
  ['/knowledge/import', '导入条目'],
  ['/system', '任务队列'],
  ['/custody', '文件保管'],
  ['/tokens', '新令牌'],
  ['/nothing/here', '页面不存在'],
];

test.each(pages)('%s is in Chinese, without barriers, also on a telephone', async (path, heading) => {
  await at.page.addInitScript("localStorage.setItem('argus-language', 'zh')");
  await at.page.setViewportSize({ width: 360, height: 800 });
  await at.open(path);
  await at.heading(heading).waitFor();
  expect(await auditPage(at.page)).toEqual([]);
  await at.expectNoSidewaysScroll();
});
