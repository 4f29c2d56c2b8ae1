import type { ColumnMetaData, DecodedArray } from 'hyparquet';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { convert } from 'hyparquet/src/convert.js';
import type { ColumnDecoder, PageHeader } from 'hyparquet/src/types.js';
import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { crc32 } from '../../bytes/crc32.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { rangeSource } from '../../bytes/sources/range-source.ts';
import type { ParseLimits } from '../../limits.ts';
import { compressors } from './compressors.ts';
import type { FlatColumn } from './footer.ts';
import { unknownInChunk, unknownInPage } from './later-features.ts';
import { allParsers } from './parsers.ts';
import { timeOfDayText } from './time-of-day.ts';

/** Values of consecutive rows of a column; `offset` is that of their page in the file. */
export interface PageValues {
  row: number;
  values: DecodedArray;
  offset: number;
  /** Values of a page that is valid, but not read; `values` is empty then. */
  unread?: number;
}

export interface ColumnContext {
  source: ByteSource;
  damage: Pick<DamageLog, 'add'>;
  limits: ParseLimits;
  signal: AbortSignal | undefined;
}

/** Statistics in a header hold a smallest and a largest value, which may be long texts. */
const headerSizes = [4 * 1024, 64 * 1024, 1024 * 1024];

/**
 * The values of a column in one row group of `rows` rows, page by page: never more than a page and the dictionary are
 * in memory. A page that is damaged costs that page. Throws `SourceError`.
 */
export async function* columnPages(
  column: FlatColumn,
  chunk: ColumnMetaData,
  rows: number,
  { source, damage, limits, signal }: ColumnContext,
): AsyncGenerator<PageValues> {
  const { start, end } = extentOf(chunk, source.size);
  const unknown = unknownInChunk(chunk);
  if (unknown) {
    damage.add('unsupported', start, start, `column "${column.name}" ${unknown}`);
    yield { row: 0, values: [], unread: rows, offset: start };
    return;
  }
  const decoder = decoderOf(column, chunk);
  const toCells = cellsOf(column);
  const reader = new ByteReader(rangeSource(source, start, end), signal);
  let dictionary: DecodedArray | undefined;
  let row = 0;
  try {
    while (row < rows && reader.remaining > 0) {
      const at = start + reader.offset;
      const header = await readHeader(reader);
      const size = header?.compressed_page_size ?? -1;
      if (!header || !isBounded(header, rows - row, limits) || !(await reader.fill(size))) {
        damage.add('corrupt', at, end, `column "${column.name}" is damaged`);
        return;
      }
      const bytes = reader.slice(0, size).slice();
      reader.advance(size);
      const count = valuesOf(header);
      const later = unknownInPage(header);
      if (later) {
        damage.add('unsupported', at, at, `a page of column "${column.name}" ${later}`);
        yield { row, values: [], unread: count, offset: at };
        row += count;
        continue;
      }
      try {
        if (header.crc !== undefined && crc32(bytes) !== header.crc >>> 0)
          throw new Error('the checksum does not match');
        const { data } = readPage(
          { view: new DataView(bytes.buffer), offset: 0 },
          header,
          decoder,
          dictionary,
          undefined,
          0,
        );
        if (header.type === 'DICTIONARY_PAGE') dictionary = data && convert(data, decoder);
        else if (data) yield { row, values: toCells(data), offset: at };
      } catch {
        // hyparquet throws errors of many kinds on damaged bytes.
        damage.add('corrupt', at, start + reader.offset, `a page of column "${column.name}" cannot be read`);
      }
      row += count;
    }
  } finally {
    await reader.close();
  }
}

function decoderOf({ element, path }: FlatColumn, { type, codec }: ColumnMetaData): ColumnDecoder {
  return {
    pathInSchema: path.slice(1).map((part) => part.element.name),
    type,
    element,
    schemaPath: path,
    codec,
    parsers: allParsers,
    compressors,
    utf8: false,
  };
}

/** The values of a page as cells: hyparquet puts those in optional structures into a list for each structure. */
function cellsOf({ element, path }: FlatColumn): (data: DecodedArray) => DecodedArray {
  const toText = timeOfDayText(element);
  const isNested = path.length > 2;
  if (!toText && !isNested) return (data) => data;
  return (data) =>
    Array.from(data as ArrayLike<unknown>, (value) => {
      let cell = value;
      while (isNested && Array.isArray(cell)) cell = cell[0];
      return toText ? toText(cell) : cell;
    });
}

/** Where the pages of a column are: the dictionary comes first. Not beyond the file. */
export function extentOf(chunk: ColumnMetaData, size: number): { start: number; end: number } {
  const data = Number(chunk.data_page_offset);
  const dictionary = Number(chunk.dictionary_page_offset ?? 0);
  const start = Math.max(0, Math.min(size, dictionary > 0 && dictionary < data ? dictionary : data));
  return { start, end: Math.min(size, start + Math.max(0, Number(chunk.total_compressed_size))) };
}

/** The header of the next page, consumed; undefined if it cannot be read. */
async function readHeader(reader: ByteReader): Promise<PageHeader | undefined> {
  for (const size of headerSizes) {
    await reader.fill(Math.min(size, reader.remaining));
    const bytes = reader.slice(0, Math.min(size, reader.available));
    const place = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
    try {
      const header = parquetHeader(place);
      reader.advance(place.offset);
      return header;
    } catch {
      // The header may be longer than what was tried.
      if (size >= reader.remaining) return undefined;
    }
  }
  return undefined;
}

/** Whether a page holds no more than the rows that are left and the limits, since its decoder trusts its header. */
function isBounded(
  header: PageHeader,
  rowsLeft: number,
  { maxUnpackedBytes, maxRecordBytes }: ParseLimits,
): boolean {
  const { compressed_page_size: packed, uncompressed_page_size: unpacked, data_page_header_v2: v2 } = header;
  const isSized = packed >= 0 && packed <= maxRecordBytes && unpacked >= 0 && unpacked <= maxUnpackedBytes;
  const entries = header.dictionary_page_header?.num_values ?? 0;
  const areLevels =
    !v2 || (v2.num_nulls >= 0 && v2.num_nulls <= v2.num_values && v2.num_rows === v2.num_values);
  const values = valuesOf(header);
  return isSized && areLevels && entries >= 0 && entries <= unpacked && values >= 0 && values <= rowsLeft;
}

/** Rows of the page; a dictionary has none. */
function valuesOf({ data_page_header, data_page_header_v2 }: PageHeader): number {
  return data_page_header?.num_values ?? data_page_header_v2?.num_values ?? 0;
}
