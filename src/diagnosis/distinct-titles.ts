import type { Finding } from './finding-schema.ts';

/** Findings of one title say what each of them is about: its topic, else its file, as far as these differ. */
export function withDistinctTitles(findings: readonly Finding[]): Finding[] {
  const groups = Map.groupBy(findings, ({ title }) => title);
  return findings.map((finding) => {
    const group = groups.get(finding.title) ?? [];
    const [placeOf] = group.length < 2 ? [] : places.filter((place) => distinguishes(group, place));
    const place = placeOf?.(finding);
    return place === undefined ? finding : { ...finding, title: `${finding.title} (${place})` };
  });
}

type Place = (finding: Finding) => string | undefined;

const places: readonly Place[] = [
  ({ evidence: [first] }) => first?.topic,
  ({ evidence: [first] }) => first?.file_name,
];

function distinguishes(group: readonly Finding[], place: Place): boolean {
  return new Set(group.map(place)).size === group.length;
}
