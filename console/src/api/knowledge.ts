import { argus } from './client.ts';

export type { KnowledgeFilter } from '../../../src/client/knowledge.ts';
export const {
  listKnowledge,
  getEntry,
  addEntry,
  changeEntry,
  retireEntry,
  importKnowledge,
  listFeedback,
  giveFeedback,
} = argus;
