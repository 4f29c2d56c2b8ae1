import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { type BatchClips, mcapMediaType, type StoredClip } from '../../clips/batch-clips.ts';
import type { ClipLinks } from '../../clips/clip-link.ts';
import { viewerLink } from '../../clips/clip-link.ts';
import type { ClipWindow } from '../../clips/clip-task.ts';
import { ArgusError } from '../../domain/error.ts';
import { formatTime, parseTime } from '../../text/time-format.ts';
import { batchParams } from '../batches/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { everyone, readers } from '../http/access/roles.ts';
import { fileAnswer, noBody, unchanged } from '../http/answers.ts';
import { rangeHeaders } from '../http/byte-range.ts';
import { failures } from '../http/failures.ts';
import { type RangedFile, sendRanges } from '../http/send-ranges.ts';
import { clipLinkSchema, clipQuery, listOf, momentQuery, sharedClipParams } from './schema.ts';

export interface ClipDeps extends ApiDeps {
  clips: BatchClips;
  clipLinks: ClipLinks;
}

/** A clip is something to look at; a whole drive is exported otherwise. */
const longestNs = 15n * 60n * 1_000_000_000n;
/** Before and after a moment. */
const aroundNs = 30_000_000_000n;
/** A viewer reads ranges while it is open. */
const linkSeconds = 3600;

const refusals = ['not_found', 'validation', 'too_large', 'range_not_satisfiable', 'unavailable'] as const;

export function clipRoutes({ stores, config, clips, clipLinks }: ClipDeps): FastifyPluginAsyncZod {
  const { batches, objects } = stores;

  const rangedClip = ({ key, size, etag }: StoredClip, name: string): RangedFile => ({
    ...{ name, size, etag, mediaType: mcapMediaType },
    exists: async () => (await objects.stat(key)) !== undefined,
    open: (first, last) => objects.getRange(key, first, last),
  });

  async function momentOf(
    batchId: string,
    { time, file_id }: { time: string; file_id?: string | undefined },
  ): Promise<bigint> {
    const asked = parseTime(time)?.time_ns ?? 0n;
    if (file_id === undefined) return asked;
    const moment = await clips.toDrive(batchId, file_id, asked);
    if (moment === undefined) {
      throw new ArgusError(
        'not_found',
        'The recording has no messages, or its clock has no known relation to that of the drive.',
      );
    }
    return moment;
  }

  /** The minute around a moment. */
  async function around(batchId: string, moment: bigint, topics: string[] | undefined) {
    const window = { fromNs: moment < aroundNs ? 0n : moment - aroundNs, toNs: moment + aroundNs };
    return { window, clip: await clips.get({ batchId, window, topics }) };
  }

  function linkTo(request: FastifyRequest, { key }: StoredClip, moment: bigint) {
    const { token, expiresAt } = clipLinks.create(key, linkSeconds);
    const url = `${originOf(request)}/api/v1/clips/${token}/clip.mcap`;
    const viewer_url = config.VIEWER_URL === undefined ? null : viewerLink(config.VIEWER_URL, url, moment);
    return { url, viewer_url, expires_at: expiresAt.toISOString() };
  }

  return async (app) => {
    app.get(
      '/batches/:id/clip',
      {
        config: { roles: readers, audited: true },
        schema: {
          tags: ['clips'],
          operationId: 'getClip',
          summary: 'A time of all recordings of a batch, as one MCAP',
          description:
            'Every format, on the clock of the drive, with the findings of the report on the topic `/argus/findings`. ' +
            'Made when it is first asked for, which may take minutes; `Range` takes up a download that broke off.',
          params: batchParams,
          querystring: clipQuery,
          headers: rangeHeaders,
          response: {
            200: fileAnswer('The clip', mcapMediaType),
            206: fileAnswer('The range of the clip', mcapMediaType),
            304: unchanged,
            ...failures(...refusals),
          },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        await mustHaveRecordings(id);
        const { from, to, topics } = request.query;
        const clip = await clips.get({ batchId: id, window: windowOf(from, to), topics: listOf(topics) });
        return sendRanges(request, reply, rangedClip(clip, `${id}.mcap`));
      },
    );

    app.get(
      '/batches/:id/clip/link',
      {
        config: { roles: readers, audited: true },
        schema: {
          tags: ['clips'],
          operationId: 'getClipLink',
          summary: 'An address of the minute around a moment, for a viewer',
          description:
            'Whoever has the address may read the clip for an hour, from any site: viewers in a browser have no token.',
          params: batchParams,
          querystring: momentQuery,
          response: { 200: clipLinkSchema, ...failures('not_found', 'too_large', 'unavailable') },
        },
      },
      async (request) => {
        const { id } = request.params;
        await mustHaveRecordings(id);
        const moment = await momentOf(id, request.query);
        const { window, clip } = await around(id, moment, listOf(request.query.topics));
        return {
          ...linkTo(request, clip, moment),
          from: formatTime(String(window.fromNs), 'unix'),
          to: formatTime(String(window.toNs), 'unix'),
        };
      },
    );

    app.get(
      '/batches/:id/clip/view',
      {
        config: { roles: readers, audited: true },
        schema: {
          tags: ['clips'],
          operationId: 'viewClip',
          summary: 'Open the minute around a moment in the viewer, or download it where there is none',
          params: batchParams,
          querystring: momentQuery,
          headers: rangeHeaders,
          response: {
            200: fileAnswer('The clip, where there is no viewer', mcapMediaType),
            206: fileAnswer('The range of the clip', mcapMediaType),
            303: noBody('The viewer, at the address in `Location`'),
            304: unchanged,
            ...failures('not_found', 'too_large', 'range_not_satisfiable', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        await mustHaveRecordings(id);
        const moment = await momentOf(id, request.query);
        const { clip } = await around(id, moment, listOf(request.query.topics));
        const { viewer_url } = linkTo(request, clip, moment);
        if (viewer_url === null) return sendRanges(request, reply, rangedClip(clip, `${id}.mcap`));
        return reply
          .code(303)
          .header('location', viewer_url)
          .header('cache-control', 'no-store')
          .send(undefined);
      },
    );

    app.get(
      '/clips/:token/clip.mcap',
      {
        config: { roles: everyone },
        schema: {
          tags: ['clips'],
          operationId: 'getSharedClip',
          summary: 'The clip of a link that was made for a viewer',
          params: sharedClipParams,
          headers: rangeHeaders,
          response: {
            200: fileAnswer('The clip', mcapMediaType),
            206: fileAnswer('The range of the clip', mcapMediaType),
            304: unchanged,
            ...failures('not_found', 'range_not_satisfiable', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        // Of any site: the signature in the address is what lets in, and no cookie does.
        reply
          .header('access-control-allow-origin', '*')
          .header('access-control-expose-headers', 'accept-ranges, content-length, content-range, etag')
          .header('cross-origin-resource-policy', 'cross-origin');
        const key = clipLinks.open(request.params.token);
        const stat = key === undefined ? undefined : await objects.stat(key);
        if (key === undefined || !stat) {
          throw new ArgusError(
            'not_found',
            'The link is no longer valid; open the clip from the report again.',
          );
        }
        return sendRanges(
          request,
          reply,
          rangedClip({ key, size: stat.size, etag: `"${key}"` }, 'clip.mcap'),
        );
      },
    );
  };

  async function mustHaveRecordings(batchId: string): Promise<void> {
    const { recordings_deleted_at } = await batches.mustGet(batchId);
    if (recordings_deleted_at !== null)
      throw new ArgusError(
        'not_found',
        'The recordings of the batch were deleted by age; its report is kept.',
      );
  }
}

/** @throws ArgusError `validation`. */
function windowOf(from: string, to: string): ClipWindow {
  const [first, last] = [parseTime(from), parseTime(to)];
  const refuse = (message: string) => new ArgusError('validation', message);
  if (!first || !last || first.clock !== last.clock)
    throw refuse('`from` and `to` must be times of the same clock.');
  if (last.time_ns < first.time_ns) throw refuse('`to` must not be before `from`.');
  if (last.time_ns < 0n) throw refuse('`to` must not be before the beginning of the clock (1970, or +0s).');
  if (last.time_ns - first.time_ns > longestNs) throw refuse('A clip has at most 15 minutes.');
  return { fromNs: first.time_ns < 0n ? 0n : first.time_ns, toNs: last.time_ns };
}

/** As the client addressed it; behind a proxy what `TRUST_PROXY` lets it say. */
function originOf({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`;
}
