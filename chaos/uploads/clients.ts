import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Upload } from 'tus-js-client';
import { pythonPackages } from '../../stack/python-packages.ts';
import { runCommand } from '../../stack/run-command.ts';

/** What a client brings over, and how. */
export interface Errand {
  /** Of Argus, over the link. */
  url: string;
  batchId: string;
  /** Paths of files, all in this folder. */
  folder: string;
  files: readonly string[];
  /** Files at once. */
  parallel: number;
  /** For what the client keeps. */
  state: string;
}

export type UploadClient = (errand: Errand) => Promise<void>;

const root = fileURLToPath(new URL('../../', import.meta.url));
const endpointOf = ({ url, batchId }: Errand) => `${url}/api/v1/batches/${batchId}/uploads`;
/** More than any run has cuts. */
const retryDelays = Array.from({ length: 1_000 }, () => 300);

/** Shares of about equal length. */
const shares = <T>(items: readonly T[], count: number): T[][] =>
  Array.from({ length: count }, (_, lane) => items.filter((_, index) => index % count === lane));

export const uploadClients = {
  async argus({ url, batchId, folder, parallel, state }) {
    const options = ['--batch', batchId, '--parallel', `${parallel}`, '--state', state, '--detach'];
    await runCommand(process.execPath, [
      join(root, 'bin/argus.mjs'),
      '-s',
      url,
      'upload',
      ...options,
      folder,
    ]);
  },

  async 'tus-js-client'(errand) {
    const lane = async (paths: string[]) => {
      for (const path of paths) await uploadByTus(endpointOf(errand), path);
    };
    await Promise.all(shares(errand.files, errand.parallel).map(lane));
  },

  async tuspy(errand) {
    const requirements = join(root, 'contract/tuspy/requirements.txt');
    const { env } = await pythonPackages('tuspy', requirements, () => undefined);
    const script = join(root, 'contract/tuspy/upload.py');
    const lane = (paths: string[]) =>
      runCommand('python3', [script, endpointOf(errand), '0', ...paths], { env });
    await Promise.all(shares(errand.files, errand.parallel).map(lane));
  },
} satisfies Record<string, UploadClient>;

export type ClientName = keyof typeof uploadClients;

async function uploadByTus(endpoint: string, path: string): Promise<void> {
  const bytes = await readFile(path);
  await new Promise<void>((resolve, reject) => {
    new Upload(bytes, {
      endpoint,
      retryDelays,
      metadata: { filename: basename(path) },
      onError: reject,
      onSuccess: () => resolve(),
    }).start();
  });
}
