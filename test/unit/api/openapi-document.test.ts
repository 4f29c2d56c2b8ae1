import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Node, operationsOf } from '../../../src/api/document/finish-document.ts';
import { apiPageWith, securityPageWith } from '../../../src/api/document/page-tables.ts';
import { openApiDocument } from '../../../src/api/openapi-document.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document to be inspected
let document: any;
let operations: Node[];
beforeAll(async () => {
  document = await openApiDocument();
  operations = operationsOf(document);
});

function every(node: unknown, found: Node[] = []): Node[] {
  if (typeof node !== 'object' || node === null) return found;
  if (!Array.isArray(node)) found.push(node as Node);
  for (const child of Object.values(node)) every(child, found);
  return found;
}

describe('the document, for generators of clients,', () => {
  test('gives every integer its width, and no bound that a 64-bit integer cannot hold exactly', () => {
    const integers = every(document).filter(({ type }) => type === 'integer');
    expect(integers.length).toBeGreaterThan(100);
    for (const schema of integers) {
      const {
        format,
        minimum = 0,
        maximum = 0,
      } = schema as { format?: string; minimum?: number; maximum?: number };
      expect(format, JSON.stringify(schema)).toMatch(/^int(32|64)$/);
      const bound = format === 'int32' ? 2 ** 31 : 2 ** 53 - 1;
      expect(Math.max(Math.abs(minimum), Math.abs(maximum)), JSON.stringify(schema)).toBeLessThan(bound);
    }
    const { size } = document.components.schemas.File.properties;
    expect(size).toMatchObject({ type: 'integer', format: 'int64', minimum: 0 });
  });

  test('states the greatest number that may be sent', () => {
    const cursor = document.paths['/api/v1/audit'].get.parameters.find((one: Node) => one.name === 'cursor');
    const { post } = document.paths['/api/v1/batches/{id}/uploads'];
    const { size } = post.requestBody.content['application/json'].schema.properties;
    for (const schema of [cursor.schema, size]) expect(schema.maximum).toBe(2 ** 52);
  });

  test('lets an upload begin without a body, as tus begins it', () => {
    expect(document.paths['/api/v1/batches/{id}/uploads'].post.requestBody.required).toBe(false);
    expect(document.paths['/api/v1/batches/{id}/files'].post.requestBody.required).toBe(true);
  });

  test('lists the refusal of an address that guesses also where everyone may ask', () => {
    const { get, post, delete: signOut } = document.paths['/api/v1/session'];
    for (const { responses } of [get, post, signOut]) expect(responses).toHaveProperty('429');
  });

  test('gives every other number 64 bits as well, also where it can be null', () => {
    const numbers = every(document).filter(({ type }) => [type].flat().includes('number'));
    expect(numbers.some(({ type }) => Array.isArray(type))).toBe(true);
    expect(numbers.filter(({ format }) => format !== 'double')).toEqual([]);
  });

  test('gives a header another name in Go than the query field with the same spelling', () => {
    const { parameters } = document.paths['/api/v1/batches/{id}/events'].get;
    const of = (place: string) => parameters.find((one: Node) => one.in === place);
    expect(of('query')).toMatchObject({ name: 'last_event_id' });
    expect(of('header')).toMatchObject({ name: 'last-event-id', 'x-go-name': 'LastEventIdHeader' });
    const all = operations.flatMap((one) => (one.parameters ?? []) as Node[]);
    expect(all.filter((one) => 'x-go-name' in one)).toHaveLength(1);
  });

  test('names every operation, once', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.filter((id) => typeof id !== 'string' || !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['createBatch', 'uploadFile', 'completeBatch', 'getReport']));
  });

  test('describes the bodies of uploads and imports', () => {
    const body = (path: string, method: string) => document.paths[`/api/v1${path}`][method].requestBody;
    expect(body('/batches/{id}/files', 'post').content['multipart/form-data'].schema.properties.file).toEqual(
      {
        type: 'string',
        format: 'binary',
      },
    );
    expect(Object.keys(body('/platforms/{platform}/databases/{name}', 'put').content)).toContain(
      'application/octet-stream',
    );
    expect(Object.keys(body('/knowledge/import', 'post').content)).toEqual(['application/json', 'text/csv']);
    expect(body('/batches/{id}/retry', 'post').required).toBe(false);
    expect(body('/batches', 'post').required).toBe(true);
  });

  test('limits error codes by patterns', () => {
    const { properties } =
      document.paths['/api/v1/knowledge'].post.requestBody.content['application/json'].schema;
    const [{ pattern }] = properties.error_code.anyOf;
    const written = (code: string) => new RegExp(pattern).test(code);
    expect(['P0301', 'P03*', '* FMI 3', 'no image'].filter(written)).toHaveLength(4);
    expect(['*', 'P*01', 'P0**', 'line\nbreak', '\t* FMI 3', `${'x'.repeat(25)}*`].filter(written)).toEqual(
      [],
    );
  });

  test('describes errors as JSON, whatever a success is, and a success for everything', () => {
    for (const { operationId, responses, requestBody } of operations) {
      const all = responses as Record<string, { description: string; content?: object }>;
      const statuses = Object.keys(all);
      expect(
        statuses.some((status) => status.startsWith('2')),
        `${operationId}`,
      ).toBe(true);
      expect(statuses).toEqual(expect.arrayContaining(['400', '500']));
      if (requestBody) expect(statuses).toEqual(expect.arrayContaining(['408', '413', '415']));
      for (const [status, { description, content }] of Object.entries(all)) {
        expect(description).not.toBe('Default Response');
        if (status === '204' || status === '304') expect(content).toBeUndefined();
        if (status < '400' || (operationId === 'getReadiness' && status === '503')) continue;
        expect(Object.keys(content ?? {})).toEqual(['application/json', 'application/problem+json']);
      }
    }
  });

  test('holds no schema that nothing refers to, and none that is missing', () => {
    const text = JSON.stringify(document);
    const refs = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
    expect([...refs].sort()).toEqual(Object.keys(document.components.schemas).sort());
    expect(Object.keys(document.components.schemas).filter((name) => name.endsWith('Input'))).toEqual([]);
  });
});

test('docs/api.md has the tables of the document (else: node scripts/api-page.ts)', () => {
  const page = readFileSync('docs/api.md', 'utf8');
  expect(page).toBe(apiPageWith(page, document));
});

test('docs/security.md says who may use which route (else: node scripts/api-page.ts)', () => {
  const page = readFileSync('docs/security.md', 'utf8');
  expect(page).toBe(securityPageWith(page, document));
});
