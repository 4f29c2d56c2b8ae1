import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import packageJson from '../../package.json' with { type: 'json' };
import type { Config } from '../config.ts';
import type { Examination, Find } from './check.ts';

const minFreeBytes = 1024 ** 3;

/** This installation and the machine it runs on. */
export function examineMachine(): Examination {
  return {
    subject: 'machine',
    adviceOnError: () => 'Look at its file systems.',
    async examine(find) {
      const major = Number(process.versions.node.split('.')[0]);
      const wanted = Number(/\d+/.exec(packageJson.engines.node)?.[0]);
      const said = `Argus ${packageJson.version}, Node ${process.versions.node}`;
      find(
        major >= wanted ? 'ok' : 'trouble',
        said,
        major >= wanted ? undefined : `Take Node ${wanted} or later.`,
      );
      await examineDisk(find);
    },
  };
}

async function examineDisk(find: Find): Promise<void> {
  for (const folder of new Set([process.cwd(), tmpdir()])) {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const said = `${(free / 1024 ** 3).toFixed(1)} GiB free in ${folder}`;
    if (free < minFreeBytes) find('warning', said, 'Make room: logs and reports that are drawn need some.');
    else find('ok', said);
  }
}

/** Whether the language model answers, if one is configured. */
export function examineModel(config: Config): Examination[] {
  const { LLM_BASE_URL: base, LLM_API_KEY: key } = config;
  if (base === undefined) return [];
  return [
    {
      subject: 'language model',
      adviceOnError: () =>
        'See LLM_BASE_URL; in a container 127.0.0.1 is the container itself. Reports come without its words.',
      async examine(find) {
        const answer = await fetch(`${base.replace(/\/$/, '')}/models`, {
          headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
          signal: AbortSignal.timeout(5_000),
        });
        if (answer.ok) find('ok', `answers at ${base}`);
        else
          find(
            'warning',
            `answers ${answer.status}`,
            'See LLM_BASE_URL and LLM_API_KEY. Reports come without its words.',
          );
      },
    },
  ];
}

/** Whether the API described by these settings answers. */
export function examineApi({ SERVER_HOST, SERVER_PORT, TLS_CERT }: Config): Examination[] {
  if (SERVER_PORT === 0) return [];
  const host = /^(0\.0\.0\.0|::)$/.test(SERVER_HOST) ? '127.0.0.1' : SERVER_HOST;
  const url = `${TLS_CERT === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${SERVER_PORT}`;
  return [
    {
      subject: 'api',
      adviceOnError: () =>
        'Nothing answers there, or its certificate is for another name. Where the API runs on another machine, this does not matter.',
      async examine(find) {
        const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(3_000) }).catch(
          () => undefined,
        );
        if (answer?.ok) find('ok', `answers at ${url}`);
        else find('warning', `does not answer at ${url}`, 'Start it, unless it runs on another machine.');
      },
    },
  ];
}
