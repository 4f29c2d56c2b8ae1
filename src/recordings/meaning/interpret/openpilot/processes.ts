import { Onsets } from '../onsets.ts';
import type { OpenpilotInterpreter } from './interpreter.ts';

/** openpilot has some fifty processes. */
const maxProcesses = 256;

/** managerState: processes that ran and have ended, though they should run. */
export function processesInterpreter(): OpenpilotInterpreter {
  const onsets = new Onsets('diagnostics');
  const ran = new Set<string>();
  return (event, place, findings) => {
    let left = maxProcesses;
    for (const process of event.struct(0)?.structs(0) ?? []) {
      left -= 1;
      if (left < 0) break;
      const name = process.text(0);
      const [isRunning, shouldRun] = [process.flag(32), process.flag(33)];
      if (isRunning && ran.size < maxProcesses) ran.add(name);
      const describe = () =>
        ({
          code: `openpilot: process ${name} ended`,
          severity: 'error',
          message: `The process ${name} should run, and ended with code ${process.i32(8)}.`,
        }) as const;
      onsets.note(shouldRun && !isRunning && ran.has(name), name, describe, place, findings);
    }
  };
}
