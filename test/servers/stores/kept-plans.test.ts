import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKnowledgeStore } from '../../../src/stores/postgres/knowledge.ts';
import { testDatabase } from '../../support/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.db.end());

test('what each report asks of the knowledge base is not planned anew for each', async () => {
  const { match } = createKnowledgeStore(database.db);
  const nothing = { platform: null, codeKeys: [], rules: [], texts: [] };
  // One after the other they use one session, to which plans belong.
  for (let nth = 0; nth < 20; nth += 1) await match.candidates(nothing);
  const { rows } = await database.db.query<{ kept: number }>(
    `SELECT generic_plans AS kept FROM pg_prepared_statements WHERE name = 'knowledge-candidates'`,
  );
  // PostgreSQL plans a statement for its first five questions in any case.
  expect(rows).toEqual([{ kept: 15 }]);
});
