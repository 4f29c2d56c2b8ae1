import type { ThreadResult, ThreadTask } from '../../../src/recordings/pool/parse-request.ts';
import parseFile from '../../../src/recordings/pool/parse-worker-thread.ts';

/** The pool's thread, but for paths that name a way to die. */
export default function poisoned(task: ThreadTask): Promise<ThreadResult> {
  const { request } = task;
  Atomics.store(task.format, 0, 0);
  switch (request.kind === 'path' ? request.path : '') {
    case 'hang':
      Atomics.store(task.format, 0, 1);
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
