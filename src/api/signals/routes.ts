import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import { matchingSignals, signalsAfter } from '../../signals/batch-signals.ts';
import type { Series } from '../../signals/series.ts';
import { batchParams } from '../batches/schema.ts';
import { preferredType } from '../http/accept.ts';
import { vehiclesAndReaders } from '../http/access/roles.ts';
import { fileAnswer } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { sendBytes } from '../http/send-stream.ts';
import type { SignalDeps } from './deps.ts';
import {
  listSignalsQuery,
  type SeriesFormat,
  seriesFormats,
  seriesMediaTypes,
  seriesQuery,
  seriesSchema,
  signalPageSchema,
} from './schema.ts';
import { seriesArrow } from './series-arrow.ts';
import { seriesCsv, seriesParquet } from './series-rows.ts';

const { json: jsonType, csv: csvType, parquet: parquetType, arrow: arrowType } = seriesMediaTypes;
const mediaTypes = [jsonType, csvType, parquetType, arrowType] as const;

const json = { [jsonType]: { schema: seriesSchema } };
const files = fileAnswer('The series', csvType, parquetType, arrowType);

export function signalRoutes({ stores: { batches }, signalReader }: SignalDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/batches/:id/signals',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['signals'],
          operationId: 'listSignals',
          summary: 'The signals of a batch: every number and text in its recordings',
          description:
            'Listed from the recordings on the first request; `pending_files` says how many are still to come.',
          params: batchParams,
          querystring: listSignalsQuery,
          response: { 200: signalPageSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => {
        const { text = '', limit, cursor } = request.query;
        await batches.mustGet(request.params.id);
        const { signals, omitted, pending } = await signalReader.list(request.params.id);
        const matching = matchingSignals(signals, text);
        const rest = cursor === undefined ? matching : signalsAfter(matching, cursor);
        const page = rest.slice(0, limit);
        return {
          signals: page,
          next_cursor: rest.length > limit ? (page.at(-1)?.signal ?? null) : null,
          pending_files: pending,
          omitted_signals: omitted,
        };
      },
    );

    app.get(
      '/batches/:id/series',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['signals'],
          operationId: 'getSeries',
          summary: 'Signals over time',
          description:
            'All values if there are at most `points`, else as many buckets with minimum, maximum and mean. Times are those of the drive: of a file with a clock of its own by its offset, if the report knows it; otherwise its series has its own `clock`. As JSON, CSV, Parquet or an Arrow stream: chosen by `format`, otherwise by `Accept`. Made from the recordings on the first request: 503 with `Retry-After` while that takes longer than some seconds.',
          params: batchParams,
          querystring: seriesQuery,
          response: {
            200: { description: files.description, content: { ...json, ...files.content } },
            ...failures('not_found', 'validation', 'too_large', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        const { signal, from, to, points, format } = request.query;
        const { id } = request.params;
        await batches.mustGet(id);
        mustBeInOrder(from, to);
        const window = { fromNs: nanoseconds(from), toNs: nanoseconds(to), points };
        const series = await signalReader.series(id, [signal].flat(), window);
        reply.header('vary', 'accept').header('cache-control', 'no-cache');
        return send(reply, format ?? preferred(request.headers.accept), series);
      },
    );
  };
}

/** @throws ArgusError `validation`. */
function mustBeInOrder(from: string | undefined, to: string | undefined): void {
  if (from !== undefined && to !== undefined && BigInt(to) < BigInt(from))
    throw new ArgusError('validation', '`to` must not be before `from`.', { details: { field: 'to' } });
}

function nanoseconds(text: string | undefined): bigint | undefined {
  return text === undefined ? undefined : BigInt(text);
}

function preferred(accept: string | undefined): SeriesFormat {
  const type = preferredType(accept, mediaTypes);
  return seriesFormats.find((format) => seriesMediaTypes[format] === type) ?? 'json';
}

function send(reply: FastifyReply, format: SeriesFormat, series: Series[]): FastifyReply {
  // Browsers know no extension for the types of tables.
  if (format !== 'json') reply.header('content-disposition', `attachment; filename="series.${format}"`);
  switch (format) {
    case 'csv':
      return sendBytes(reply, `${csvType}; charset=utf-8`, seriesCsv(series));
    case 'parquet':
      return sendBytes(reply, parquetType, seriesParquet(series));
    case 'arrow':
      return sendBytes(reply, arrowType, seriesArrow(series));
    default:
      return sendBytes(reply, jsonType, Buffer.from(JSON.stringify({ series })));
  }
}
