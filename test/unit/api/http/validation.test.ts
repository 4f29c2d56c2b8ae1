import { expect, test } from 'vitest';
import { z } from 'zod';
import { pageQuery } from '../../../../src/api/http/page-schema.ts';
import { validatorCompiler } from '../../../../src/api/http/validation.ts';

const schema = pageQuery.extend({
  status: z.enum(['pending', 'failed']).optional(),
  name: z.string().optional(),
  many: z.array(z.string()).max(2).optional(),
  address: z.url({ protocol: /^https?$/ }).optional(),
});

test.each([
  [{ limit: '201' }, 'limit must be at most 200.'],
  [{ limit: '99999999999999999999' }, 'limit must be at most 200.'],
  [{ limit: '-99999999999999999999' }, 'limit must be at least 1.'],
  [{ limit: ['1', '2'] }, 'limit is given more than once.'],
  [{ status: ['pending', 'failed'] }, 'status is given more than once.'],
  [{ name: ['a', 'b'] }, 'name is given more than once.'],
  [{ many: ['a', 'b', 'c'] }, 'many must have at most 2 entries.'],
  [{ many: 'a' }, 'many must be a list.'],
  [{ address: 'ftp://a.example/' }, 'address must be a URL that begins with https:// or http://.'],
])('the query %j is refused with "%s"', (query, sentence) => {
  const validate = validatorCompiler({ schema, httpPart: 'querystring', method: 'GET', url: '/' }) as (
    data: unknown,
  ) => { error?: Error };
  expect(validate(query).error?.message).toBe(sentence);
});
