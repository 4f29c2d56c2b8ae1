import { S3Error, successText } from './s3-error.ts';
import type { S3Http } from './s3-http.ts';
import type { Sign } from './s3-object.ts';

export interface ListedObject {
  key: string;
  size: number;
  modified: Date;
}

export interface UnfinishedUpload {
  key: string;
  uploadId: string;
  /** When it was begun. */
  initiated: Date;
}

/** As many as a server gives at once. */
const pageSize = 1_000;
/** A page of a thousand keys has some 300 kB. */
const answerBytes = 4 * 1024 * 1024;
/** A bucket cannot make Argus ask for ever. */
const mostPages = 100;

/**
 * The S3 calls that list. Parameters are left out where they would be empty, and answers are read by their members alone:
 * servers differ in the rest.
 */
export function createS3Listing(http: S3Http, sign: Sign) {
  async function ask(key: string, query: Record<string, string>, root: string): Promise<string> {
    const text = await successText(
      await http.send({ method: 'GET', url: sign('GET', key, query) }),
      answerBytes,
    );
    if (!text.includes(root)) throw new S3Error(200, 'unexpected answer', `no ${root}`);
    return text;
  }

  return {
    /** At most `limit` keys that begin with `prefix`. */
    async keys(prefix: string, limit: number): Promise<string[]> {
      const keys: string[] = [];
      let token = '';
      for (let page = 0; page < mostPages; page += 1) {
        const query = {
          'list-type': '2',
          'max-keys': String(Math.min(pageSize, limit - keys.length)),
          ...(prefix !== '' && { prefix }),
          ...(token !== '' && { 'continuation-token': token }),
        };
        const text = await ask('', query, 'ListBucketResult');
        keys.push(...elements(text, 'Contents').map((entry) => member(entry, 'Key')));
        token = member(text, 'NextContinuationToken');
        if (token === '' || keys.length >= limit) break;
      }
      return keys.slice(0, limit);
    },

    /** Every object whose key begins with `prefix`, a page at a time. */
    async *objects(prefix: string): AsyncGenerator<ListedObject[]> {
      let token = '';
      do {
        const query = {
          'list-type': '2',
          'max-keys': String(pageSize),
          ...(prefix !== '' && { prefix }),
          ...(token !== '' && { 'continuation-token': token }),
        };
        const text = await ask('', query, 'ListBucketResult');
        yield elements(text, 'Contents').map((entry) => ({
          key: member(entry, 'Key'),
          size: Number(member(entry, 'Size')),
          modified: new Date(member(entry, 'LastModified')),
        }));
        const next = isTruncated(text) ? member(text, 'NextContinuationToken') : '';
        // A server that gives the same page for ever is none to ask on.
        if (next !== '' && next === token) throw new S3Error(200, 'unexpected answer', 'the same page again');
        token = next;
      } while (token !== '');
    },

    /** Of the whole bucket, at most so many: MinIO lists them by an exact key or not by key at all. */
    async unfinishedUploads(limit: number): Promise<UnfinishedUpload[]> {
      const uploads: UnfinishedUpload[] = [];
      let after: Record<string, string> = {};
      for (let page = 0; page < mostPages && uploads.length < limit; page += 1) {
        const text = await ask('', { uploads: '', ...after }, 'ListMultipartUploadsResult');
        for (const entry of elements(text, 'Upload')) {
          const initiated = new Date(member(entry, 'Initiated'));
          uploads.push({ key: member(entry, 'Key'), uploadId: member(entry, 'UploadId'), initiated });
        }
        const [key, id] = [member(text, 'NextKeyMarker'), member(text, 'NextUploadIdMarker')];
        if (!isTruncated(text) || key === '') break;
        after = { 'key-marker': key, ...(id !== '' && { 'upload-id-marker': id }) };
      }
      return uploads.slice(0, limit);
    },

    /** When the last of its parts came in; undefined for an upload without parts. */
    async lastPartAt(key: string, uploadId: string): Promise<Date | undefined> {
      let last: number | undefined;
      let after: Record<string, string> = {};
      for (let page = 0; page < mostPages; page += 1) {
        // moto calls it ListPartsResponse.
        const text = await ask(key, { uploadId, ...after }, 'ListParts');
        for (const entry of elements(text, 'Part')) {
          const at = Date.parse(member(entry, 'LastModified'));
          if (!Number.isNaN(at)) last = Math.max(last ?? at, at);
        }
        const marker = member(text, 'NextPartNumberMarker');
        if (!isTruncated(text) || marker === '') break;
        after = { 'part-number-marker': marker };
      }
      return last === undefined ? undefined : new Date(last);
    },
  };
}

const isTruncated = (text: string) => member(text, 'IsTruncated').toLowerCase() === 'true';

/** What stands inside each element of that name; none of them holds another of the same name. */
function elements(text: string, name: string): string[] {
  return [...text.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, inside]) => inside ?? '',
  );
}

function member(text: string, name: string): string {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
  return found.replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (entity, decimal, hex, name) => {
    if (decimal ?? hex) return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16));
    return entities[name as string] ?? entity;
  });
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
