import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { assertNever } from '../../domain/assert-never.ts';
import { type Report, reportSchema } from '../../report/report-schema.ts';
import type { ReportListRow } from '../../stores/postgres/report-list.ts';
import type { ApiDeps } from '../deps.ts';
import { readers } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { picker } from '../http/fields.ts';
import { pageOf } from '../http/page-schema.ts';
import {
  listReportsQuery,
  type ReportListItem,
  type ReportType,
  reportListItem,
  reportPageSchema,
} from './schema.ts';

/** A whole report may be a megabyte. */
const maxFull = 20;

export function reportRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { reports } = stores;
  return async (app) => {
    app.get(
      '/reports',
      {
        config: { roles: readers },
        schema: {
          tags: ['reports'],
          operationId: 'listReports',
          summary: 'Reports of all batches, newest first',
          querystring: listReportsQuery,
          response: { 200: reportPageSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const { type, cursor, limit: asked, ...filter } = request.query;
        const limit = type === 'full' ? Math.min(asked, maxFull) : asked;
        const rows = await reports.list(membersOf(type), filter, cursor, limit + 1);
        const { page, next_cursor } = pageOf(rows, limit);
        return { reports: page.map((row) => present(row, type)), next_cursor };
      },
    );
  };
}

/** The parts of a report's body for each `type`. */
function membersOf(type: ReportType): (keyof Report)[] {
  switch (type) {
    case 'summary':
      return [];
    case 'diagnosis':
      return ['findings', 'llm', 'token_usage'];
    case 'statistics':
      return ['cpu', 'ram', 'statistics', 'totals'];
    case 'full':
      return Object.keys(reportSchema.shape) as (keyof Report)[];
    default:
      return assertNever(type);
  }
}

const fields = picker(reportListItem);

function present({ id, body, ...row }: ReportListRow, type: ReportType): ReportListItem {
  const head = { report_id: id, ...fields(row), severity: row.severity as ReportListItem['severity'] };
  if (!body) return head;
  return type === 'full' ? { ...head, report: body } : { ...head, ...body };
}
