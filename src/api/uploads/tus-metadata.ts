import { shownName } from '../http/shown-name.ts';
import { factsOfTexts } from './file-facts.ts';
import { invalid, sha256Digest } from './upload-headers.ts';

/** Longest header that is kept, to be given back. */
const longest = 8 * 1024;
/** What clients call the file's path or name, the most telling first (Uppy, tus-js-client, tuspy by its users). */
const nameKeys = ['relativePath', 'path', 'filename', 'name'];

/**
 * `Upload-Metadata` (tus 1.0, creation): keys and base64 values, separated by commas. tuspy always sends the header, empty
 * where there is nothing to say. A comma cannot be in a key: what looks like one makes two.
 * @throws ArgusError `validation`.
 */
export function parseTusMetadata(header: string | undefined): Map<string, string> {
  const field = 'upload-metadata';
  const text = header ?? '';
  if (text.length > longest) throw invalid(field, `must have at most ${longest} characters`);
  const pairs = new Map<string, string>();
  if (text.trim() === '') return pairs;
  for (const pair of text.split(',')) {
    const [key = '', value = '', ...more] = pair.trim().split(' ');
    if (!/^[\x21-\x7e]+$/.test(key) || more.length > 0)
      throw invalid(field, 'must be pairs of a key and a base64 value');
    if (pairs.has(key)) throw invalid(field, `names ${key} twice`);
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(value))
      throw invalid(field, `has a value of ${key} that is not base64`);
    pairs.set(key, Buffer.from(value, 'base64').toString('utf8'));
  }
  return pairs;
}

/** What of the metadata Argus uses. @throws ArgusError `validation`. */
export function fileOfMetadata(metadata: ReadonlyMap<string, string>) {
  const said = (key: string) => {
    const value = metadata.get(key);
    return value === '' || value === 'null' ? undefined : value;
  };
  const path = nameKeys.map(said).find((value) => value !== undefined);
  return {
    name: path === undefined ? undefined : shownName(path),
    digests: sha256Digest(metadata.get('sha256')),
    facts: factsOfTexts(said),
  };
}
