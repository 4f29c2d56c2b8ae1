import { kafka } from './kafka.ts';
import { minio } from './minio.ts';
import { postgres } from './postgres.ts';
import { redis } from './redis.ts';
import type { Server, ServerName } from './server.ts';
import { temporal } from './temporal.ts';
import { toxiproxy } from './toxiproxy.ts';
import { versitygw } from './versitygw.ts';

export const servers: Readonly<Record<ServerName, Server>> = {
  temporal,
  postgres,
  redis,
  kafka,
  minio,
  versitygw,
  toxiproxy,
};
