import { outputFailed, run } from './run.ts';

// A reader of the output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') outputFailed(process.argv, error);
  process.exit();
});

// Not awaited: the single executable is a CommonJS script, which has no top-level await.
void run(process.argv);
