import { errorCodes } from '../../domain/error.ts';
import { httpStatus, retryAfterSeconds } from '../http/http-status.ts';
import { errorTitles } from '../http/problem.ts';

interface Operation {
  summary: string;
  parameters?: { name: string; in: string }[];
  responses: Record<string, unknown>;
  requestBody?: { content: Record<string, unknown> };
}

/** The page with its tables filled from the document: between `<!-- NAME -->` and `<!-- end of NAME -->`. */
export function apiPageWith(page: string, document: object): string {
  return [...Object.entries({ requests: requestTable(document), errors: errorTable() })].reduce(
    (text, [name, table]) => {
      const [begin, end] = [`<!-- ${name}, by scripts/api-page.ts -->`, `<!-- end of ${name} -->`];
      const [from, to] = [text.indexOf(begin), text.indexOf(end)];
      if (from === -1 || to === -1) throw new Error(`docs/api.md has no place for its table of ${name}`);
      return `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`;
    },
    page,
  );
}

function requestTable(document: object): string {
  const paths = (document as { paths: Record<string, Record<string, Operation>> }).paths;
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => requestRow(method, path, operation)),
  );
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
