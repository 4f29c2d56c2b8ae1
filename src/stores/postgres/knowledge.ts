import { createKnowledgeBulk } from './knowledge/bulk.ts';
import { createKnowledgeEntries } from './knowledge/entries.ts';
import { createKnowledgeFeedback } from './knowledge/feedback.ts';
import { createKnowledgeMatch } from './knowledge/match.ts';
import { createKnowledgeSearch } from './knowledge/search.ts';
import type { Db } from './pool.ts';

/** The knowledge base: known faults, and users' feedback on them. */
export function createKnowledgeStore(db: Db) {
  return {
    entries: createKnowledgeEntries(db),
    search: createKnowledgeSearch(db),
    bulk: createKnowledgeBulk(db),
    match: createKnowledgeMatch(db),
    feedback: createKnowledgeFeedback(db),
  };
}

export type KnowledgeStore = ReturnType<typeof createKnowledgeStore>;
