import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

/** `tests/test.BIN` of ArduPilot/pymavlink at b4c7ca298cfa; skipped where it is absent. */
const path = join(realRecordings ?? '', 'dataflash', 'test.BIN');

test.skipIf(!existsSync(path))('a real log is read as pymavlink 2.4.50 reads it', async () => {
  const summary = await summarise(readFileSync(path));
  expect(summary.message_count).toBe(1_731);
  expect(countsByTopic(summary)).toMatchObject({ PARM: 809, FMT: 132, IMU: 45, IMU2: 45, NKF4: 24, GPS: 5 });
  expect(summary.span).toEqual({
    start_ns: '1509241629863372000',
    end_ns: '1509241630914932000',
    clock: 'unix',
  });
  expect(summary.verdict).toMatchObject({ code: 'truncated', offset: 65_512 });
});
