import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alertBody } from '../../../src/alerts/alert-body.ts';
import { reportUrl } from '../../../src/alerts/alert-links.ts';
import { alertMail } from '../../../src/alerts/alert-mail.ts';
import { findingAlertSchema } from '../../../src/api/subscriptions/schema.ts';
import { loadConfig } from '../../../src/config.ts';
import {
  type AlertFinding,
  type AlertMessage,
  findingKey,
  findingsFor,
  type StoredAlert,
} from '../../../src/domain/alert.ts';
import { loadLanguage } from '../../../src/language/load-language.ts';

const finding = (change: Partial<AlertFinding> = {}): AlertFinding => ({
  rule: 'cpu-saturation',
  severity: 'error',
  title: 'Processor saturated',
  description: 'It was at 99 %.',
  likely_cause: 'Too much work.',
  advice: 'Look at the processes.',
  ...change,
});
const alert = (message: Partial<AlertMessage> = {}): StoredAlert => ({
  id: '018f3f3e-0000-7000-8000-000000000001',
  subscription_id: '018f3f3e-0000-7000-8000-000000000002',
  batch_id: '018f3f3e-0000-7000-8000-000000000003',
  run: 2,
  created_at: '2026-11-29T12:00:00.000Z',
  message: {
    vehicle_id: 'truck-7',
    vin: 'WVWZZZ1JZ3W386752',
    platform: 'semi',
    more_findings: 0,
    verdict: { severity: 'error', sentence: 'One fault.' },
    findings: [{ ...finding(), reports_since: 0 }],
    ...message,
  },
});

describe('a subscription', () => {
  const all = { platforms: null, min_severity: 'info', rules: null } as const;
  const findings = [
    finding({ severity: 'critical', rule: 'obd-dtc', title: 'P0301 was reported' }),
    finding(),
    finding({ severity: 'info', rule: 'topic-jitter', title: 'Jitter of 12 ms' }),
  ];
  const rulesFor = (filter: Parameters<typeof findingsFor>[0], platform: string | null = 'semi') =>
    [...findingsFor(filter, platform, findings).values()].map(({ rule }) => rule);

  test.each([
    [all, ['obd-dtc', 'cpu-saturation', 'topic-jitter']],
    [{ ...all, min_severity: 'error' as const }, ['obd-dtc', 'cpu-saturation']],
    [{ ...all, rules: ['topic-jitter', 'obd-dtc'] }, ['obd-dtc', 'topic-jitter']],
    [{ ...all, platforms: ['semi'] }, ['obd-dtc', 'cpu-saturation', 'topic-jitter']],
    [{ ...all, platforms: ['car'] }, []],
  ])('%j is about %j', (filter, rules) => {
    expect(rulesFor(filter)).toEqual(rules);
  });

  test('for certain platforms is not about batches that name none', () => {
    expect(rulesFor({ ...all, platforms: ['semi'] }, null)).toEqual([]);
    expect(rulesFor(all, null)).toHaveLength(3);
  });

  test('is told one thing once, whatever its figures', () => {
    const key = findingKey({ rule: 'r', title: 'Jitter of 12.5 ms on /imu2' });
    expect(findingKey({ rule: 'r', title: 'Jitter of 13 ms on /imu2' })).toBe(key);
    expect(findingKey({ rule: 'r', title: 'Jitter of 12.5 ms on /imu3' })).not.toBe(key);
    expect(findingKey({ rule: 's', title: 'Jitter of 12.5 ms on /imu2' })).not.toBe(key);
    const twice = [finding({ title: 'At 97 %' }), finding({ title: 'At 98 %', severity: 'warning' })];
    expect([...findingsFor(all, null, twice).values()]).toEqual([twice[0]]);
  });
});

describe('a mail', () => {
  const url = 'https://argus.example.com/';

  test('says what was found, where the report is, and how it ends', () => {
    const { subject, text, html } = alertMail(
      alert({
        findings: [
          { ...finding({ codes: ['P0301'] }), reports_since: 3 },
          { ...finding({ title: 'Another', severity: 'warning' }), reports_since: 0 },
        ],
        more_findings: 4,
      }),
      url,
    );
    expect(subject).toBe('[Argus] truck-7: error: Processor saturated (and 5 more)');
    for (const part of [text, html]) {
      expect(part).toContain('6 findings in the recordings of vehicle truck-7');
      expect(part).toContain('Codes: P0301');
      expect(part).toContain('Also in 3 reports since it was last told.');
      expect(part).toContain('4 more findings in the report.');
      expect(part).toContain('018f3f3e-0000-7000-8000-000000000002');
      expect(part).toContain('https://argus.example.com/batches/018f3f3e-0000-7000-8000-000000000003?run=2');
    }
  });

  test('is in Chinese where the installation speaks it, and so is a webhook', async () => {
    const chinese = await loadLanguage('zh');
    const stored = alert({
      verdict: { severity: 'error', sentence: 'No fault found in 1 file.' },
      findings: [
        {
          ...finding({
            title: 'Bus load at 97 %',
            description: 'Reported 3 times in 1 file.',
            likely_cause: 'The control unit has stored a fault; its status says whether it is there now.',
            advice:
              'Read the freeze frame and status with the maker’s tester; repair what is confirmed first.',
            codes: ['P0301'],
          }),
          reports_since: 2,
        },
        { ...finding({ title: 'motor: stalled' }), reports_since: 0 },
      ],
      more_findings: 4,
    });
    const { subject, text, html } = alertMail(stored, url, chinese);
    expect(subject).toBe('[Argus] truck-7: 错误：总线负载 97 %（另有 5 个）');
    expect(html).toContain('<html lang="zh-CN">');
    for (const part of [text.replaceAll('\n', ''), html]) {
      expect(part).toContain('车辆 truck-7（VIN WVWZZZ1JZ3W386752，平台 semi）的录制文件中有 6 个发现项。');
      expect(part).toContain('自上次通知以来，另在 2 份报告中出现。');
      expect(part).toContain('motor: stalled');
      expect(part).not.toMatch(/Likely|What to do|Codes|report\b.*\.$|told/);
    }
    const body = alertBody(stored, url, chinese);
    expect(findingAlertSchema.parse(body).findings[0]?.title).toBe('总线负载 97 %');
    expect(stored.message.findings[0]?.title).toBe('Bus load at 97 %');
  });

  test('takes nothing from a recording as markup, as a header or as a second line', () => {
    const outside = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '</p><script>x</script>',
        '"><img src=x>',
        'a\r\nBcc: b@c.example',
        '\u202egnp.exe',
        '&lt;',
      ),
    );
    fc.assert(
      fc.property(outside, outside, outside, (vehicle_id, title, description) => {
        const { subject, text, html } = alertMail(
          alert({ vehicle_id, findings: [{ ...finding({ title, description }), reports_since: 0 }] }),
          url,
        );
        expect(subject).not.toMatch(/[\p{Cc}\u202e]/u);
        expect([...subject].length).toBeLessThanOrEqual(120);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
        const bare = alertMail(
          alert({
            vehicle_id: '',
            findings: [{ ...finding({ title: '', description: '' }), reports_since: 0 }],
          }),
          url,
        ).html;
        const tags = (of: string) => of.match(/<[^>]*>/g);
        expect(tags(html)).toEqual(tags(bare));
      }),
    );
  });

  test.each([
    [0, ''],
    [1, 'Also in 1 report since it was last told.'],
    [2, 'Also in 2 reports since it was last told.'],
  ])('says that the same was found in %i reports since', (reports_since, said) => {
    const { text } = alertMail(alert({ findings: [{ ...finding(), reports_since }] }), url);
    expect(/Also in .*$/m.exec(text)?.[0] ?? '').toBe(said);
  });

  test('without an address of the console has no link', () => {
    expect(alertMail(alert(), undefined).html).not.toContain('<a ');
    expect(alertMail(alert(), undefined).text).not.toContain('Report:');
    expect(reportUrl('https://a.example/argus//', { batch_id: 'x/y', run: 1 })).toBe(
      'https://a.example/argus/batches/x%2Fy?run=1',
    );
  });
});

test('what a webhook gets is as its schema says', () => {
  const body = alertBody(alert(), 'https://argus.example.com');
  expect(findingAlertSchema.strict().parse(body)).toEqual(body);
  expect(alertBody(alert(), undefined).report_url).toBeNull();
});

describe('settings of mail', () => {
  const needed = { DB_PASSWORD: 'x', MINIO_ACCESS_KEY: 'x', MINIO_SECRET_KEY: 'x' };
  const mail = {
    SMTP_URL: 'smtp://mail.example:587',
    MAIL_FROM: 'argus@example.com',
    PUBLIC_URL: 'https://a.example',
  };

  test('belong together', () => {
    expect(loadConfig({ ...needed, ...mail }).SMTP_ALLOW_PLAIN).toBe(false);
    expect(() => loadConfig({ ...needed, ...mail, MAIL_FROM: '' })).toThrow('MAIL_FROM is not set');
    expect(() => loadConfig({ ...needed, ...mail, PUBLIC_URL: '' })).toThrow('PUBLIC_URL is not set');
  });

  test('name user and password apart from the address, which is never shown', () => {
    const load = () => loadConfig({ ...needed, ...mail, SMTP_URL: 'smtp://me:pa55word@mail.example' });
    expect(load).toThrow('SMTP_URL is set: name user and password in SMTP_USER and SMTP_PASSWORD');
    expect(load).not.toThrow('pa55word');
  });
});
