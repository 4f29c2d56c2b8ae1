import { isSameCode } from '../../domain/code-identity.ts';
import { plural } from '../../domain/plural.ts';
import { severityRank, worseOf } from '../../domain/severity.ts';
import { quote, quoteCode } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';
import { isVehicleSoftware } from './software-versions.ts';

export const faultAfterUpdate = defineRule({
  id: 'fault-after-update',
  version: 2,
  question: 'Did a new fault come with new software?',
  severities: ['warning', 'error', 'critical'],
  basis: 'inferred',
  thresholds: {
    codes: {
      value: 5,
      unit: '',
      source: 'as many as a reader takes in; the others are in the list of error codes',
    },
  },
  likely_cause: 'The new version may have brought the fault; it was not there in the drive before.',
  advice:
    'Compare with other vehicles that have the new version; if they show it too, go back to the old one.',
  evaluate: ({ versions, codes }, limits, { previous }) => {
    // If the previous report left codes out, none can be called new.
    if (!previous || previous.omitted.error_codes > 0) return [];
    const had = new Set(previous.versions.map(({ component, version }) => `${component}\u0000${version}`));
    const components = new Set(previous.versions.map(({ component }) => component));
    const updated = versions.filter(
      (one) =>
        isVehicleSoftware(one) &&
        components.has(one.component) &&
        !had.has(`${one.component}\u0000${one.version}`),
    );
    const [update] = updated;
    if (!update) return [];
    const isKnown = (code: CodeAggregate) => previous.error_codes.some((known) => isSameCode(known, code));
    const fresh = codes.filter(
      (code) => severityRank(code.severity) >= severityRank('error') && !isKnown(code),
    );
    const [worst] = fresh;
    if (!worst) return [];
    return [
      {
        severity: fresh.map(({ severity }) => severity).reduce(worseOf),
        title: `${plural(fresh.length, 'new fault')} with ${quote(update.component)} ${quote(update.version)}: ${quoteCode(worst.code)}`,
        description: `The drive before had ${quote(versionBefore(previous.versions, update.component))} of ${quote(update.component)} and none of ${plural(fresh.length, 'error code')} seen now.`,
        evidence: fresh.slice(0, limits.codes).flatMap((code) => codeEvidence(code).slice(0, 1)),
      },
    ];
  },
});

function versionBefore(
  versions: readonly { component: string; version: string }[],
  component: string,
): string {
  return versions.find((one) => one.component === component)?.version ?? '';
}
