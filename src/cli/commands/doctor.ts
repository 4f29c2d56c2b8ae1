import type { Finding } from '../../doctor/check.ts';
import { examine } from '../../doctor/doctor.ts';
import { createLogger } from '../../logger.ts';
import { configOrUsage } from '../config-or-usage.ts';
import { exitCodes } from '../exit-codes.ts';
import { ofCommandLine, phrase } from '../language.ts';
import { printJson } from '../print-json.ts';

const marks = { ok: '✓', warning: '!', trouble: '✗' } as const;

export async function doctor({ json }: { json?: true | undefined }): Promise<void> {
  const config = configOrUsage();
  const findings = await examine(config, createLogger({ LOG_LEVEL: 'silent' }, 'doctor'));
  if (json) printJson(findings);
  else process.stdout.write(doctorText(findings));
  if (findings.some(({ health }) => health === 'trouble')) process.exitCode = exitCodes.unhealthy.code;
}

/** One line a finding, with what to do below it, and a last line that sums up. */
export function doctorText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ subject, health, said, advice }) => [
    `${marks[health]} ${subject.padEnd(width)}  ${ofCommandLine(said).replaceAll(/\p{Cc}/gu, ' ')}`,
    ...(advice === undefined ? [] : [`  ${' '.repeat(width)}  → ${ofCommandLine(advice)}`]),
  ]);
  const count = (health: Finding['health']) => findings.filter((one) => one.health === health).length;
  const [troubles, warnings] = [count('trouble'), count('warning')];
  const sum =
    troubles + warnings === 0
      ? phrase('All is well.')
      : phrase('{troubles} to be mended, {warnings} to be looked at.', { troubles, warnings });
  return `${[...lines, '', sum].join('\n')}\n`;
}
