import type { ShippedEntry, ShippedKnowledge } from '../../domain/knowledge.ts';
import { knowledgeText } from '../../language/chinese/knowledge/knowledge-texts.ts';
import { j1939Knowledge } from './shipped/j1939.ts';
import { obdKnowledge } from './shipped/obd.ts';
import { robotKnowledge } from './shipped/robots.ts';
import { ruleKnowledge } from './shipped/rules.ts';

/** The entries shipped with this release, in our own words; the standards are named as their sources. */
export const shippedKnowledge: ShippedKnowledge = {
  version: 1,
  entries: [...ruleKnowledge, ...obdKnowledge, ...j1939Knowledge, ...robotKnowledge].map(foundInChinese),
};

/** Found by the Chinese of what it is found by in English. */
function foundInChinese(entry: ShippedEntry): ShippedEntry {
  const texts = [entry.component, entry.symptom].flatMap((text) => knowledgeText(entry.id, text ?? '') ?? []);
  return { ...entry, alsoFoundBy: texts.join(' ') };
}
