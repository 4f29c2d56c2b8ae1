import { askHttp } from './ask.ts';
import { ensureGoProgram, type GoProgram, goBinary, missingForGo } from './go-install.ts';
import type { Launch, Place, Server } from './server.ts';

/** Breaks and slows connections in tests. */
const program: GoProgram = {
  name: 'toxiproxy',
  version: 'v2.5.0',
  package: 'github.com/Shopify/toxiproxy/v2/cmd/server',
  binary: 'server',
  detail: 'with Go: a few seconds',
};

async function prepare({ ports }: Place): Promise<Launch> {
  return {
    file: goBinary(program),
    args: ['-host', '127.0.0.1', '-port', `${ports.toxiproxy}`, '-proxy-metrics'],
  };
}

export const toxiproxy: Server = {
  name: 'toxiproxy',
  ports: ['toxiproxy'],
  stopSignal: 'SIGTERM',
  missingTools: () => missingForGo(program),
  ensure: (onProgress) => ensureGoProgram(program, onProgress),
  prepare,
  healthy: ({ ports }) => askHttp(`http://127.0.0.1:${ports.toxiproxy}/version`),
};
