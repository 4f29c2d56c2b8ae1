import type { Chunk } from './chunks.ts';
import { plural } from './plural.ts';

/** Characters of a name. A summary may have 400 bytes (`limit.userMetadataSummarySize` of the server), or the workflow stands still. */
export const nameInSummary = 48;

/**
 * What Temporal's Web UI says of an activity that parses a chunk: `file 7: cam0/data.mcap`. The UI takes it for Markdown, so that a
 * name, which comes from the vehicle, stands as code.
 * @param firstName absent in runs that began before there were names
 */
export function chunkSummary({ offset, limit }: Chunk, firstName: string | undefined): string {
  const place = limit === 1 ? `file ${offset + 1}` : `files ${offset + 1}–${offset + limit}`;
  if (firstName === undefined) return place;
  const more = limit === 1 ? '' : ` and ${plural(limit - 1, 'more', 'more')}`;
  return `${place}: \`${firstName.replaceAll('`', '’')}\`${more}`;
}
