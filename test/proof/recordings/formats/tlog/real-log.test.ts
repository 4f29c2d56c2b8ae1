import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

/** `src/assets/vtol.tlog` of ArduPilot/UAVLogViewer at c048ae207a10; skipped where it is absent. */
const path = join(realRecordings ?? '', 'tlog', 'vtol.tlog');

test.skipIf(!existsSync(path))('real telemetry is read as pymavlink 2.4.50 reads it', async () => {
  const summary = await summarise(readFileSync(path));
  expect(summary.verdict).toEqual({ code: 'ok', message: 'All 23,894 messages were read.' });
  expect(countsByTopic(summary)).toMatchObject({
    'PARAM_VALUE 1/1': 1_147,
    'ATTITUDE 1/1': 888,
    'HEARTBEAT 1/1': 199,
    'STATUSTEXT 1/1': 10,
    'AUTOPILOT_VERSION 1/1': 1,
  });
  expect(summary.span).toEqual({
    start_ns: '1533737161905000000',
    end_ns: '1533737369513000000',
    clock: 'unix',
  });
  const groundspeed = summary.metrics.find(({ source }) => source === 'VFR_HUD 1/1: groundspeed');
  expect(groundspeed).toMatchObject({ count: 878, min_milli: 0, max_milli: 27_784 });
});
