import { errorCodes } from '../../domain/error.ts';
import { roles } from '../../domain/identity.ts';
import { httpStatus, retryAfterSeconds } from '../http/http-status.ts';
import { errorTitles } from '../http/problem.ts';

interface Operation {
  summary: string;
  parameters?: { name: string; in: string }[];
  responses: Record<string, unknown>;
  requestBody?: { content: Record<string, unknown> };
  /** Absent where everyone may use it. */
  'x-roles'?: string[];
}

/** The page with its tables filled from the document: between `<!-- NAME -->` and `<!-- end of NAME -->`. */
export function apiPageWith(page: string, document: object): string {
  return withTables(page, { requests: requestTable(document), errors: errorTable() });
}

/** The page with its table of who may use which route. */
export function securityPageWith(page: string, document: object): string {
  return withTables(page, { roles: roleTable(document) });
}

function withTables(page: string, tables: Record<string, string>): string {
  return Object.entries(tables).reduce((text, [name, table]) => {
    const [begin, end] = [`<!-- ${name}, by scripts/api-page.ts -->`, `<!-- end of ${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from === -1 || to === -1) throw new Error(`the page has no place for its table of ${name}`);
    return `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`;
  }, page);
}

function roleTable(document: object): string {
  const head = ['| request | nobody | vehicle | reader | operator | admin |', '|---|---|---|---|---|---|'];
  const rows = operations(document).map(([method, path, { 'x-roles': named }]) => {
    const cells = ['nobody', ...roles].map((role) =>
      named === undefined || named.includes(role) ? '✓' : '',
    );
    return `| \`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}\` | ${cells.join(' | ')} |`;
  });
  return [...head, ...rows].join('\n');
}

function operations(document: object): [method: string, path: string, operation: Operation][] {
  const { paths } = document as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
      method,
      path,
      operation,
    ]),
  );
}

function requestTable(document: object): string {
  const rows = operations(document).map((one) => requestRow(...one));
  return ['| request | query | answer | |', '|---|---|---|---|', ...rows].join('\n');
}

function requestRow(method: string, path: string, operation: Operation): string {
  const query = (operation.parameters ?? [])
    .filter((one) => one.in === 'query')
    .map(({ name }) => `\`${name}\``);
  const successes = Object.keys(operation.responses).filter((status) => status < '400');
  const body = Object.keys(operation.requestBody?.content ?? {}).join(', ');
  const sent = body === '' || body === 'application/json' ? '' : ` (${body})`;
  const cells = [
    `\`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}\`${sent}`,
    query.join(', '),
    successes.join(', '),
    operation.summary.replaceAll('|', String.raw`\|`),
  ];
  return `| ${cells.join(' | ')} |`;
}

function errorTable(): string {
  const rows = errorCodes
    .map((code) => ({ code, status: httpStatus[code] }))
    .sort((a, b) => a.status - b.status)
    .map(({ code, status }) => {
      const again = retryAfterSeconds[code] === undefined ? '' : '; `Retry-After`';
      return `| \`${code}\` | ${status} | ${errorTitles[code]}${again} |`;
    });
  return ['| code | HTTP | |', '|---|---|---|', ...rows].join('\n');
}
