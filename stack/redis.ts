import { mkdir } from 'node:fs/promises';
import { askTcp } from './ask.ts';
import { redisCredentials } from './local-credentials.ts';
import { whichCommand } from './run-command.ts';
import { type Launch, type Place, type Server, StackError } from './server.ts';
import { installDebianPackage, missingDebianTool } from './tools.ts';

async function prepare({ dataDir, ports, tls }: Place): Promise<Launch> {
  await mkdir(dataDir, { recursive: true });
  const file = whichCommand('redis-server');
  if (!file) throw new StackError('redis-server is not on the path.');
  const args = ['--bind', '127.0.0.1', '--port', `${ports.redis}`, '--dir', dataDir];
  if (tls) {
    args.push('--tls-port', `${ports.redisTls}`, '--tls-cert-file', tls.cert, '--tls-key-file', tls.key);
    args.push('--tls-ca-cert-file', tls.ca);
    const { user, password } = redisCredentials;
    args.push('--user', user, 'on', `>${password}`, '~*', '&*', '+@all');
  }
  // A changed process title would hide the folder by which the stack recognises its own processes.
  args.push('--set-proc-title', 'no');
  // All its data can be rebuilt; when memory is short, the report cache (TTL 10 minutes) is evicted before the
  // barriers (24 hours).
  args.push('--maxmemory', '256mb', '--maxmemory-policy', 'volatile-ttl', '--save', '300 1');
  return { file, args };
}

export const redis: Server = {
  name: 'redis',
  ports: ['redis'],
  stopSignal: 'SIGTERM',
  missingTools: async () => missingDebianTool('redis-server', 'redis-server', 'is the barrier and cache'),
  ensure: async (onProgress) => {
    if (!whichCommand('redis-server')) await installDebianPackage('redis-server', onProgress);
  },
  prepare,
  healthy: ({ ports }) =>
    askTcp(ports.redis, Buffer.from('PING\r\n'), 7, (answer) => answer.toString() === '+PONG\r\n'),
};
