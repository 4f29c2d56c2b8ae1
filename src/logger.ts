import { isatty } from 'node:tty';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/**
 * JSON lines, or human-readable lines where `destination` (a file descriptor) is a terminal. Fields named like secrets
 * are redacted.
 */
export function createLogger(
  config: Pick<Config, 'LOG_LEVEL'>,
  role: string,
  destination = 1,
  isTerminal = isatty(destination),
  /** Fields of every line, e.g. what is being traced. */
  mixin?: () => object,
): Logger {
  const options = {
    level: config.LOG_LEVEL,
    base: { role },
    ...(mixin && { mixin }),
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['*.authorization', '*.password', '*.secretKey', '*.accessKey', 'req.headers'],
      remove: true,
    },
  };
  if (!isTerminal) return pino(options, pino.destination({ dest: destination, sync: false }));
  // Runs in a thread started only then: a server in production never loads pino-pretty.
  return pino({ ...options, transport: { target: 'pino-pretty', options: { ...forTheEye, destination } } });
}

const forTheEye = {
  translateTime: 'SYS:HH:MM:ss.l',
  messageFormat: '{role}: {msg}',
  ignore: 'role',
  singleLine: true,
};
