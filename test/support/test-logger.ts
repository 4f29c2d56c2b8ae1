import { type Logger, pino } from 'pino';

/** Quiet unless a test fails for no visible reason: `ARGUS_TEST_LOG=info npm test`. */
export function testLogger(): Logger {
  return pino({ level: process.env.ARGUS_TEST_LOG ?? 'silent' });
}
