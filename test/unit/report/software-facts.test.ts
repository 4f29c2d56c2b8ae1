import { describe, expect, test } from 'vitest';
import { maxSoftware, softwareFacts } from '../../../src/report/software-facts.ts';
import { reportWith } from '../../support/report/report-with.ts';

describe('what a report adds to the sums by software', () => {
  test('is its time recorded, its findings of warning and above, and the software of the vehicle', () => {
    const report = reportWith({
      findings: [
        { rule: 'a', severity: 'critical' },
        { rule: 'b', severity: 'info' },
        { rule: 'a', severity: 'warning' },
      ],
      versions: [
        { component: 'planner', version: '1.2' },
        { component: 'vin', version: 'WVWZZZ1JZ3W386752' },
        { component: 'recorder', version: 'mcap go' },
        { component: 'hardware', version: 'V5' },
        { component: 'software', version: '1.14.0' },
        { component: 'os', version: '' },
      ],
    });
    expect(softwareFacts(report)).toEqual({
      recorded_ms: 3_600_000,
      warned_rules: ['a', 'a'],
      software: [
        { component: 'software', version: '1.14.0' },
        { component: 'planner', version: '1.2' },
      ],
    });
  });

  test('names the software of a control unit once, whatever its bus is called', () => {
    const report = reportWith({
      versions: [
        { component: 'CAN 1 0x7E8 calibration id', version: 'A' },
        { component: 'powertrain bus 0x7E8 calibration id', version: 'A' },
        { component: 'can0 ECU 0x00 (engine) software', version: '7' },
        { component: 'CAN 1 0x7E8 OBD protocol', version: 'EOBD' },
        { component: 'ros_distro', version: 'jazzy' },
      ],
    });
    expect(softwareFacts(report).software).toEqual([
      { component: '0x7E8 calibration id', version: 'A' },
      { component: 'ECU 0x00 (engine) software', version: '7' },
      { component: 'ros_distro', version: 'jazzy' },
    ]);
  });

  test.each([
    'board',
    'dongle',
    'device',
    'car',
    'recorder',
    'parquet writer',
    'CAN 1 ECU 0x17 controller location',
  ])('leaves out what is not software of the vehicle: %s', (component) => {
    expect(softwareFacts(reportWith({ versions: [{ component, version: '1' }] })).software).toEqual([]);
  });

  test('has no time if none is known, and a bounded number of versions', () => {
    const versions = Array.from({ length: 100 }, (_, i) => ({ component: `unit ${i}`, version: '1' }));
    const facts = softwareFacts(
      reportWith({
        coverage: [],
        files: [],
        span: null,
        versions: [...versions, { component: 'software', version: '2' }],
      }),
    );
    expect(facts.recorded_ms).toBe(0);
    expect(facts.software).toHaveLength(maxSoftware);
    expect(facts.software[0]?.component).toBe('software');
  });
});
