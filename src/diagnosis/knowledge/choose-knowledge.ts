import { type CodeKey, codeKey, keysOfCode } from '../../domain/code-pattern.ts';
import { shippedPrefix } from '../../domain/knowledge.ts';
import { quote } from '../../text/wording.ts';
import type { Finding } from '../finding-schema.ts';
import { compareText } from '../gather/sighting.ts';
import type { AskedText } from './knowledge-question.ts';

/** An entry that the knowledge base returned for a query. */
export interface Candidate {
  id: string;
  code_key: string | null;
  vehicle_platform: string | null;
  rule: string | null;
  symptom: string;
  solution: string;
  source: string;
  helped: number;
  wrong: number;
  /** Index of the text that it resembles, and the similarity, 0–1; null if it was found by code or rule. */
  text: number | null;
  alike: number | null;
}

/** Maximum number of entries per finding. */
const perFinding = 3;

interface Match {
  candidate: Candidate;
  /** Higher for a narrower match of code or platform. */
  score: number;
  why: string;
  /** The finding's code that it matches, if it matches by code. */
  code?: string;
}

/** An exact code outweighs a range by more than any platform or rule adds. */
const codeScore: Record<CodeKey['kind'], number> = { exact: 100, base: 90, range: 60 };
const ruleScore = 40;
const platformScore = 20;

/** Assigns each finding its best entries, with the reasons why they match. Deterministic. */
export function chooseKnowledge(
  findings: readonly Finding[],
  candidates: readonly Candidate[],
  texts: readonly AskedText[],
): Finding[] {
  return findings.map((finding, index) => {
    const matches = candidates
      .flatMap((candidate) => matchOf(finding, candidate, texts, index) ?? [])
      .sort(compareMatches);
    const best = withoutWider(onePerEntry(matches)).slice(0, perFinding);
    return best.length === 0 ? finding : { ...finding, knowledge: best.map(toKnowledge) };
  });
}

function matchOf(
  finding: Finding,
  candidate: Candidate,
  texts: readonly AskedText[],
  index: number,
): Match | undefined {
  const found = byCode(finding, candidate) ?? byRule(finding, candidate) ?? byText(candidate, texts, index);
  if (!found) return undefined;
  const { vehicle_platform: platform } = candidate;
  if (platform === null) return { candidate, ...found };
  return { candidate, score: found.score + platformScore, why: `${found.why}, platform ${platform}` };
}

function byCode({ codes = [], rule }: Finding, candidate: Candidate): Omit<Match, 'candidate'> | undefined {
  const { code_key } = candidate;
  if (code_key === null || (candidate.rule !== null && candidate.rule !== rule)) return undefined;
  for (const code of codes) {
    const fit = keysOfCode(code).find(({ key }) => key === code_key);
    if (!fit) continue;
    // A longer prefix is a narrower range.
    const score = codeScore[fit.kind] + Math.min(code_key.length, 30) / 100;
    const exact = fit.kind !== 'range';
    const why = exact ? `code ${quote(code_key)}` : `code range ${code_key}, for ${quote(codeKey(code))}`;
    return { score, why, code };
  }
  return undefined;
}

function byRule({ rule }: Finding, candidate: Candidate): Omit<Match, 'candidate'> | undefined {
  if (candidate.code_key !== null || candidate.rule !== rule) return undefined;
  return { score: ruleScore, why: `rule ${rule}` };
}

function byText(
  candidate: Candidate,
  texts: readonly AskedText[],
  index: number,
): Omit<Match, 'candidate'> | undefined {
  const { text, alike } = candidate;
  if (text === null || alike === null || texts[text]?.finding !== index) return undefined;
  return { score: alike * ruleScore, why: `similar words (${Math.round(alike * 100)} %)` };
}

function compareMatches(a: Match, b: Match): number {
  return (
    b.score - a.score ||
    voiceOf(b.candidate) - voiceOf(a.candidate) ||
    compareText(a.candidate.id, b.candidate.id)
  );
}

function voiceOf({ helped, wrong }: Candidate): number {
  return helped - wrong;
}

function onePerEntry(matches: readonly Match[]): Match[] {
  const seen = new Set<string>();
  return matches.filter(({ candidate: { id } }) => !seen.has(id) && seen.add(id));
}

/** Of the shipped entries, only the narrowest for a code: a wider range of codes states the same in less detail. */
function withoutWider(matches: readonly Match[]): Match[] {
  const seen = new Set<string>();
  return matches.filter(({ candidate, code }) => {
    if (code === undefined || !candidate.id.startsWith(shippedPrefix)) return true;
    if (seen.has(code)) return false;
    seen.add(code);
    return true;
  });
}

function toKnowledge({ candidate, why }: Match) {
  const { id, symptom, solution, source } = candidate;
  return { id, title: quote(symptom), solution, why, source };
}
