import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** JSON lines on standard output; whatever is named like a secret is left out, however it got there. */
export function createLogger(config: Pick<Config, 'LOG_LEVEL'>, role: string, destination?: number): Logger {
  return pino(
    {
      level: config.LOG_LEVEL,
      base: { role },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['*.authorization', '*.password', '*.secretKey', '*.accessKey', 'req.headers'],
        remove: true,
      },
    },
    pino.destination({ dest: destination ?? 1, sync: false }),
  );
}
