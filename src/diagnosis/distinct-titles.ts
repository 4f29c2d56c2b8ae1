import type { Finding } from './finding-schema.ts';

/** Findings with the same title name their topic, their file or both, whichever distinguishes most of them. */
export function withDistinctTitles(findings: readonly Finding[]): Finding[] {
  const groups = Map.groupBy(findings, ({ title }) => title);
  return findings.map((finding) => {
    const place = placeIn(groups.get(finding.title) ?? [])?.(finding);
    return place === undefined ? finding : { ...finding, title: `${finding.title} (${place})` };
  });
}

type Place = (finding: Finding) => string | undefined;

const topicOf: Place = ({ evidence: [first] }) => first?.topic;
const fileOf: Place = ({ evidence: [first] }) => first?.file_name;
const timeOf: Place = ({ evidence: [first] }) => first?.time;
const together =
  (...places: Place[]): Place =>
  (finding) =>
    places
      .map((place) => place(finding))
      .filter((part) => part !== undefined)
      .join(', ');

/** The shortest first, since the first of equally good ones is taken. */
const places: readonly Place[] = [
  topicOf,
  fileOf,
  timeOf,
  together(topicOf, fileOf),
  together(topicOf, timeOf),
  together(fileOf, timeOf),
];

function placeIn(group: readonly Finding[]): Place | undefined {
  const kinds = (place: Place) => new Set(group.map(place)).size;
  const most = Math.max(...places.map(kinds));
  return most < 2 ? undefined : places.find((place) => kinds(place) === most);
}
