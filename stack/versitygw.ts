import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { askHttp } from './ask.ts';
import { ensureGoProgram, type GoProgram, goBinary, missingForGo } from './go-install.ts';
import { s3Credentials } from './local-credentials.ts';
import type { Launch, Place, Server } from './server.ts';

/** A second S3 server: what works on both depends on neither. */
const program: GoProgram = {
  name: 'versitygw',
  version: 'v1.8.0',
  package: 'github.com/versity/versitygw/cmd/versitygw',
  binary: 'versitygw',
  detail: 'with Go: up to 2 minutes the first time',
};

async function prepare({ dataDir, ports }: Place): Promise<Launch> {
  const [objects, metadata] = [join(dataDir, 'objects'), join(dataDir, 'metadata')];
  await Promise.all([objects, metadata].map((folder) => mkdir(folder, { recursive: true })));
  const args = ['--port', `127.0.0.1:${ports.versitygw}`, '--health', '/health', '--quiet'];
  // Attributes in files beside the objects: not every file system supports extended attributes.
  args.push('posix', '--sidecar', metadata, objects);
  const env = { ROOT_ACCESS_KEY: s3Credentials.accessKey, ROOT_SECRET_KEY: s3Credentials.secretKey };
  return { file: goBinary(program), args, env };
}

export const versitygw: Server = {
  name: 'versitygw',
  ports: ['versitygw'],
  stopSignal: 'SIGTERM',
  missingTools: () => missingForGo(program),
  ensure: (onProgress) => ensureGoProgram(program, onProgress),
  prepare,
  healthy: ({ ports }) => askHttp(`http://127.0.0.1:${ports.versitygw}/health`),
};
