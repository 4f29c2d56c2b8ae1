import { type Severity, severities } from '../../domain/severity.ts';
import { english, type Language } from '../../language/language.ts';
import { colours } from './chart.ts';

export const severityColours: Record<Severity, string> = {
  critical: colours.magenta,
  error: colours.red,
  warning: colours.orange,
  info: colours.blue,
};

/** The legend of the severities that are shown, the most severe first. */
export function severityKeys(
  shown: readonly Severity[],
  { t }: Language = english,
): { name: string; colour: string }[] {
  return severities
    .filter((severity) => shown.includes(severity))
    .map((severity) => ({ name: t(severity), colour: severityColours[severity] }))
    .reverse();
}
