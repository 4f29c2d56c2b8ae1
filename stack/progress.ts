import { assertNever } from '../src/domain/assert-never.ts';
import type { OnProgress, Progress } from './server.ts';

const remindEvery = 30_000;

/** One line for each step that begins or ends; a long build repeats its line every 30 seconds. */
export function progressPrinter(out: NodeJS.WritableStream = process.stderr): OnProgress {
  const reminders = new Map<string, NodeJS.Timeout>();
  const print = (what: string, text: string) => out.write(`  ${what.padEnd(14)} ${text}\n`);

  return (progress) => {
    const { kind, what } = progress;
    const text = progressText(progress);
    if (text) print(what, text);
    if (kind === 'built' || kind === 'failed') clearInterval(reminders.get(what));
    if (kind !== 'building') return;
    const since = performance.now();
    const remind = () => print(what, `still building, ${((performance.now() - since) / 1000).toFixed(0)} s`);
    reminders.set(what, setInterval(remind, remindEvery).unref());
  };
}

/** @returns undefined for steps that need no line: a start takes a second, and its end is reported. */
function progressText(progress: Progress): string | undefined {
  switch (progress.kind) {
    case 'building':
      return `building ${progress.detail}`;
    case 'built':
      return `built in ${progress.seconds.toFixed(0)} s`;
    case 'waiting':
      return `waiting: ${progress.detail}`;
    case 'ready':
      return `${progress.address}  ${progress.wasRunning ? 'already running' : `started in ${progress.seconds.toFixed(1)} s`}`;
    case 'starting':
    case 'failed':
      return undefined;
    default:
      return assertNever(progress);
  }
}
