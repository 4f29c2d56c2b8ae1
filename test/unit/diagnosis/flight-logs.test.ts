import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { TopicSummary } from '../../../src/recordings/summary/file-summary.ts';
import { aggregateOf, around, code, file, metric, topic } from '../../support/diagnosis/summaries.ts';

const found = (rule: string, ...files: Parameters<typeof aggregateOf>) =>
  diagnose(aggregateOf(...files))
    .findings.filter((finding) => finding.rule === rule)
    .map(({ severity, title }) => `${severity}: ${title}`);

const logOf = (format: string, topics: TopicSummary[], name = 'flight') =>
  file(name, { summary: { format, topics } });

describe('a log without an end mark', () => {
  const cut = (format: string, missing: number, code: 'truncated' | 'corrupt' = 'truncated') => {
    const log = file('flight', { summary: { format } });
    const damaged = [{ start: log.size - missing, end: log.size }];
    const verdict = { code, message: 'Cut.', salvaged_messages: 600, damaged };
    return { ...log, summary: { ...log.summary, verdict } };
  };

  test('may lack the end of its last message, telemetry one anywhere, and not more', () => {
    const last = ['info: 1 recording lacks part of a message'];
    const more = ['warning: 1 recording damaged'];
    expect(found('damaged-recordings', cut('dataflash', 24))).toEqual(last);
    expect(found('damaged-recordings', cut('tlog', 280))).toEqual(last);
    expect(found('damaged-recordings', cut('dataflash', 500))).toEqual(more);
    expect(found('damaged-recordings', cut('mcap', 24))).toEqual(more);
    expect(found('damaged-recordings', cut('tlog', 100, 'corrupt'))).toEqual(last);
    expect(found('damaged-recordings', cut('dataflash', 100, 'corrupt'))).toEqual(more);
  });
});

describe('silence in the log of a flight controller', () => {
  const names = ['ATT', 'GPS[0]', 'BARO[0]', 'IMU[0]'];
  const silent = (name: string, gap = 20) => topic(name, { gap, gapAt: 30 });

  test('is that of the logger if many topics share it, of the topic if it is alone', () => {
    const shared = names.map((name, index) => (index < 3 ? silent(name) : topic(name)));
    const alone = names.map((name, index) => (index < 1 ? silent(name) : topic(name)));
    expect(found('silent-topic', logOf('dataflash', shared))).toEqual([]);
    expect(found('silent-topic', logOf('dataflash', alone))).toEqual([
      'warning: Topic ATT fell silent for 20 s',
    ]);
    expect(found('silent-topic', logOf('mcap', shared))).toHaveLength(1);
  });

  test('is none before a topic had a rate, or while a log is closed after disarming', () => {
    const others = names.slice(1).map((name) => topic(name));
    const first = topic('ATT', { gap: 20, gapAt: 0 });
    expect(found('silent-topic', logOf('dataflash', [first, ...others]))).toEqual([]);
    const endsEarly = (to: number) => logOf('dataflash', [topic('ATT', { to }), ...others]);
    expect(found('silent-topic', endsEarly(46))).toEqual([]);
    expect(found('silent-topic', endsEarly(44))).toHaveLength(1);
  });

  test('of telemetry is judged by heartbeats alone, and as a pause from 3.5 s on', () => {
    const sent = ['ATTITUDE 1/1', 'VFR_HUD 1/1', 'SYS_STATUS 1/1'].map((name) => topic(name));
    expect(found('silent-topic', logOf('tlog', [...sent, silent('GPS_RAW_INT 1/1')]))).toEqual([]);
    expect(found('silent-topic', logOf('tlog', [...sent, silent('HEARTBEAT 1/1')]))).toHaveLength(1);
    const lost = (gap: number, name: string) =>
      found(
        'silent-topic',
        logOf('tlog', [...sent, topic(name, { hz: 1, gap, gapAt: 30, type: 'HEARTBEAT' })]),
      );
    expect(lost(9, 'HEARTBEAT 1/1')).toEqual([]);
    expect(lost(11, 'HEARTBEAT 1/1')).toEqual(['warning: Topic HEARTBEAT 1/1 fell silent for 11 s']);
    expect(lost(11, 'HEARTBEAT 255/190')).toEqual([]);
    const paused = (gap: number) => sent.map((one) => silent(one.name, gap));
    expect(found('recording-pause', logOf('tlog', paused(3)))).toEqual([]);
    expect(found('recording-pause', logOf('tlog', paused(4)))).toHaveLength(1);
    const parameters = topic('PARAM_VALUE 1/1', { hz: 2 });
    expect(found('recording-pause', logOf('tlog', [...paused(4), ...paused(4), parameters]))).toEqual([]);
  });
});

describe('batteries and receivers of aircraft', () => {
  const flight = (name: string, ...metrics: ReturnType<typeof metric>[]) =>
    file(name, { summary: { metrics } });

  test('three cells are no net of 12 V', () => {
    const volts = [...around(11.4, 80, 0.1), ...around(10.2, 60, 0.1)];
    expect(found('under-voltage', flight('a', metric('battery_voltage', volts, 'BAT')))).toEqual([]);
    expect(found('under-voltage', flight('a', metric('battery_voltage', volts, 'SYS_STATUS 1/1')))).toEqual(
      [],
    );
    expect(found('under-voltage', flight('a', metric('battery_voltage', volts, '/battery')))).toHaveLength(1);
  });

  test('a charge that is always 0 is not known', () => {
    expect(found('low-battery', flight('a', metric('battery_percent', Array(60).fill(0))))).toEqual([]);
    const falls = [...around(50, 60), ...Array(30).fill(0)];
    expect(found('low-battery', flight('a', metric('battery_percent', falls)))).toHaveLength(1);
  });

  test('ten seconds with few satellites are not excused by other flights', () => {
    const poor = metric('gps_satellites', [...around(14, 60, 0), ...Array(12).fill(4)], 'GPS[0]');
    const good = flight('good', metric('gps_satellites', around(14, 900, 0), 'GPS[0]'));
    expect(found('gps-loss', flight('poor', poor), good)).toEqual([
      'warning: GPS with fewer than 6 satellites for 1 % of the time',
    ]);
  });

  test('a vehicle that tips over is one finding of its attitude', () => {
    const tipped = code('ATT: tipped over', { count: 1, message: 'The vehicle leaned by 105°.' });
    const log = file('crash', { summary: { codes: [tipped] } });
    expect(found('attitude-tracking', log)).toEqual(['error: Tipped over once']);
    expect(found('error-diagnostics', log)).toEqual([]);
  });
});
