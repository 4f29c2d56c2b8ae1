import { ensureGoProgram, type GoProgram, goBinary } from '../../stack/go-install.ts';
import { progressPrinter } from '../../stack/progress.ts';
import { startTusServer, type TusServer } from './tus-server.ts';

/** The reference implementation of tus. MIT. */
const program: GoProgram = {
  name: 'tusd',
  version: 'v2.9.1',
  package: 'github.com/tus/tusd/v2/cmd/tusd',
  binary: 'tusd',
  detail: 'with Go: about two minutes',
};

/** tusd on a bucket of the given store. */
export async function startTusd(environment: Record<string, string>, bucket: string): Promise<TusServer> {
  await ensureGoProgram(program, progressPrinter());
  const args = (port: number, store: string) => {
    const at = ['-host', '127.0.0.1', '-port', `${port}`];
    return [...at, '-s3-bucket', bucket, '-s3-endpoint', store];
  };
  return startTusServer({ name: 'tusd', command: goBinary(program), args }, environment, bucket);
}
