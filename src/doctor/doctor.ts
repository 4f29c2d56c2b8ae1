import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { examineAll, type Finding } from './check.ts';
import { examineKafka } from './kafka.ts';
import { examineApi, examineMachine, examineModel } from './machine.ts';
import { examineMail } from './mail.ts';
import { examineObjectStore } from './object-store.ts';
import { examinePostgres } from './postgres.ts';
import { examineRedis } from './redis.ts';
import { examineTemporal } from './temporal.ts';

/** Checks this machine and every server named in the settings. Leaves no lasting changes. */
export function examine(config: Config, logger: Logger): Promise<Finding[]> {
  return examineAll([
    examineMachine(),
    examinePostgres(config),
    examineObjectStore(config),
    examineTemporal(config),
    examineRedis(config),
    examineKafka(config, logger),
    ...examineModel(config),
    ...examineMail(config),
    ...examineApi(config),
  ]);
}
