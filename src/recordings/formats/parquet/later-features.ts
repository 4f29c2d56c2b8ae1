import type { ColumnMetaData } from 'hyparquet';
import type { PageHeader } from 'hyparquet/src/types.js';
import { compressors } from './compressors.ts';

/** Those that hyparquet unpacks itself. */
const ownCodecs: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'SNAPPY']);

/** `Encodings.md` of apache/parquet-format; `BIT_PACKED` is one of levels alone. */
const encodings: ReadonlySet<string> = new Set([
  'PLAIN',
  'PLAIN_DICTIONARY',
  'RLE_DICTIONARY',
  'RLE',
  'DELTA_BINARY_PACKED',
  'DELTA_LENGTH_BYTE_ARRAY',
  'DELTA_BYTE_ARRAY',
  'BYTE_STREAM_SPLIT',
]);

/**
 * What of a column a later version of the format, or one that is no longer used, has: completes "column … ". Undefined
 * if everything is known.
 */
export function unknownInChunk({ codec, type }: Partial<ColumnMetaData>): string | undefined {
  if (codec === undefined || !(ownCodecs.has(codec) || codec in compressors))
    return `is packed with ${codec ?? 'a codec of a later version'}, which is not supported`;
  return type === undefined ? 'is of a type that a later version added' : undefined;
}

/** The same of a page. An index page holds no values, and no writer is known to write one. */
export function unknownInPage(header: PageHeader): string | undefined {
  // Of a number that hyparquet does not know there is no name.
  const type: string | undefined = header.type;
  if (type === undefined || type === 'INDEX_PAGE') return 'is of a kind that is not supported';
  const { data_page_header, data_page_header_v2, dictionary_page_header } = header;
  const values = data_page_header ?? data_page_header_v2 ?? dictionary_page_header;
  const encoding: string | undefined = values?.encoding;
  if (!values || (encoding !== undefined && encodings.has(encoding))) return undefined;
  return `has the encoding ${encoding ?? 'of a later version'}, which is not supported`;
}
