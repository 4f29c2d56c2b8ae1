import type { Language } from '../language/language.ts';

/** What distinguishes the system of a metric, such as `24 V net, mdf4`, in a language: part by part, as they are known. */
export function systemText(system: string, { t, ofArgus }: Language): string {
  return system.split(', ').map(ofArgus).join(t(', '));
}
