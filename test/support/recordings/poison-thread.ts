import type { ThreadResult, ThreadTask } from '../../../src/recordings/pool/parse-request.ts';
import parseFile from '../../../src/recordings/pool/parse-worker-thread.ts';
import { writeFormat } from '../../../src/recordings/pool/shared-format.ts';
import { unknownFormat } from '../../../src/recordings/summary/file-summary.ts';

/** The pool's thread, except for paths that name a way to crash. */
export default function poisoned(task: ThreadTask): Promise<ThreadResult> {
  const { request } = task;
  writeFormat(task.format, unknownFormat);
  switch (request.kind === 'path' ? request.path : '') {
    case 'hang':
      writeFormat(task.format, 'mcap');
      for (;;);
    case 'memory': {
      const held: unknown[] = [];
      for (;;) held.push({ index: held.length, list: [held.length, 2, 3] });
    }
    case 'exit':
      process.exit(3);
      break;
    case 'throw':
      throw new Error('reader broke');
  }
  return parseFile(task);
}
