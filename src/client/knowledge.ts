import type {
  FeedbackBody,
  FeedbackCounts,
  FeedbackListBody,
  ImportResultBody,
  KnowledgeEntryBody,
  KnowledgePageBody,
} from '../api/knowledge/schema.ts';
import type { KnowledgeContent } from '../domain/knowledge.ts';
import type { Http } from './http.ts';
import { withQuery } from './query.ts';

export interface KnowledgeFilter {
  q?: string | undefined;
  platform?: string | undefined;
  retired?: string | undefined;
}

const of = (id: string) => `/knowledge/${encodeURIComponent(id)}`;

export function knowledgeCalls(http: Http) {
  const { get, post, put } = http;
  return {
    listKnowledge: (
      query: KnowledgeFilter & { cursor?: string | undefined; limit: number },
      signal?: AbortSignal,
    ) => get<KnowledgePageBody>(withQuery('/knowledge', { ...query }), signal),
    getEntry: (id: string, signal?: AbortSignal) => get<KnowledgeEntryBody>(of(id), signal),
    addEntry: (content: KnowledgeContent) => post<KnowledgeEntryBody>('/knowledge', content),
    changeEntry: (id: string, version: number, content: KnowledgeContent) =>
      put<KnowledgeEntryBody>(of(id), { ...content, version }),
    retireEntry: (id: string, version: number) =>
      http.delete<KnowledgeEntryBody>(withQuery(of(id), { version })),

    /** Adds and changes entries, all or none; `dryRun` only reports what would be done. */
    importKnowledge: (text: string, kind: 'csv' | 'json', dryRun: boolean) =>
      http.request<ImportResultBody>(withQuery('/knowledge/import', { dry_run: String(dryRun) }), {
        method: 'POST',
        headers: { 'content-type': kind === 'csv' ? 'text/csv' : 'application/json' },
        body: text,
      }),

    /** Feedback on an entry, newest first. */
    listFeedback: (id: string, limit: number, signal?: AbortSignal) =>
      get<FeedbackListBody>(withQuery(`${of(id)}/feedback`, { limit }), signal),
    giveFeedback: (id: string, feedback: Omit<FeedbackBody, 'note'>) =>
      post<FeedbackCounts>(`${of(id)}/feedback`, feedback),
  };
}
