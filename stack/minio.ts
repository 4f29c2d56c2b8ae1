import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { askHttp, askHttps } from './ask.ts';
import { ensureGoProgram, type GoProgram, goBinary, missingForGo } from './go-install.ts';
import { s3Credentials } from './local-credentials.ts';
import type { Launch, Place, Server, StackTls } from './server.ts';

/** The last version: the project is archived. The Dockerfile builds the same one. */
const program: GoProgram = {
  name: 'minio',
  version: 'v0.0.0-20260212201848-7aac2a2c5b7c',
  package: 'github.com/minio/minio',
  binary: 'minio',
  detail: 'with Go: up to 3 minutes the first time',
  env: { CGO_ENABLED: '0' },
};

async function prepare({ dataDir, ports, tls }: Place): Promise<Launch> {
  await mkdir(dataDir, { recursive: true });
  const env = {
    MINIO_ROOT_USER: s3Credentials.accessKey,
    MINIO_ROOT_PASSWORD: s3Credentials.secretKey,
    MINIO_BROWSER: 'off',
    MINIO_UPDATE: 'off',
  };
  const secure = tls ? ['--certs-dir', await certificates(tls, `${dataDir}.tls`)] : [];
  const args = ['server', '--address', `127.0.0.1:${ports.minio}`, ...secure, dataDir];
  return { file: goBinary(program), args, env };
}

/** MinIO looks for them by these names. */
async function certificates({ cert, key }: StackTls, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await Promise.all([cp(cert, join(folder, 'public.crt')), cp(key, join(folder, 'private.key'))]);
  return folder;
}

async function healthy({ ports, tls }: Place): Promise<boolean> {
  const ready = `127.0.0.1:${ports.minio}/minio/health/ready`;
  return tls ? askHttps(`https://${ready}`) : askHttp(`http://${ready}`);
}

export const minio: Server = {
  name: 'minio',
  ports: ['minio'],
  stopSignal: 'SIGTERM',
  missingTools: () => missingForGo(program),
  ensure: (onProgress) => ensureGoProgram(program, onProgress),
  prepare,
  healthy,
};
