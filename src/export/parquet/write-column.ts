import { constants, zstdCompressSync } from 'node:zlib';
import type { ColumnChunk } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import type { ColumnCells } from './column-cells.ts';

/** Time over size, as in the chunks of MCAP. */
const zstdLevel = 1;

/**
 * Writes a column of a group of rows: a dictionary if it has one, and one page. Groups are small enough for that.
 * @param levels of each row 1 if it has a value and 0 if not; undefined if all have.
 */
export function writeColumn(
  writer: ByteWriter,
  name: string,
  cells: ColumnCells,
  rows: number,
  levels: Uint8Array | undefined,
): ColumnChunk {
  const { encoding, bytes, dictionary, min, max, nan } = cells.encode();
  const start = writer.offset;
  let plainBytes = 0;
  if (dictionary) {
    plainBytes += writePage(writer, dictionary.bytes, nothing, (sizes) => ({
      ...sizes,
      type: 'DICTIONARY_PAGE',
      dictionary_page_header: { num_values: dictionary.count, encoding: 'PLAIN' },
    }));
  }
  const dataStart = writer.offset;
  const present = levelsOf(rows, levels);
  plainBytes += writePage(writer, bytes, present, (sizes) => ({
    ...sizes,
    type: 'DATA_PAGE_V2',
    data_page_header_v2: {
      num_values: rows,
      num_nulls: rows - cells.count,
      num_rows: rows,
      encoding,
      definition_levels_byte_length: present.byteLength,
      repetition_levels_byte_length: 0,
      is_compressed: true,
    },
  }));
  return {
    file_offset: BigInt(start),
    meta_data: {
      type: cells.type,
      encodings: dictionary ? ['PLAIN', encoding] : [encoding],
      path_in_schema: [name],
      codec: 'ZSTD',
      num_values: BigInt(rows),
      total_compressed_size: BigInt(writer.offset - start),
      total_uncompressed_size: BigInt(plainBytes),
      data_page_offset: BigInt(dataStart),
      ...(dictionary && { dictionary_page_offset: BigInt(start) }),
      statistics: {
        null_count: BigInt(rows - cells.count),
        ...(min !== undefined && { min_value: min }),
        ...(max !== undefined && { max_value: max }),
        ...(nan !== undefined && { nan_count: BigInt(nan) }),
      },
      encoding_stats: [
        ...(dictionary
          ? [{ page_type: 'DICTIONARY_PAGE' as const, encoding: 'PLAIN' as const, count: 1 }]
          : []),
        { page_type: 'DATA_PAGE_V2', encoding, count: 1 },
      ],
    },
  };
}

const nothing = new Uint8Array();

type PageHeader = Parameters<typeof writePageHeader>[1];

/** @param levels are not compressed. @returns its bytes without compression. */
function writePage(
  writer: ByteWriter,
  bytes: Uint8Array,
  levels: Uint8Array,
  header: (sizes: Pick<PageHeader, 'uncompressed_page_size' | 'compressed_page_size'>) => PageHeader,
): number {
  const compressed = zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: zstdLevel } });
  const start = writer.offset;
  writePageHeader(
    writer,
    header({
      uncompressed_page_size: levels.byteLength + bytes.byteLength,
      compressed_page_size: levels.byteLength + compressed.byteLength,
    }),
  );
  const headerBytes = writer.offset - start;
  writer.appendBytes(levels);
  writer.appendBytes(compressed);
  return headerBytes + levels.byteLength + bytes.byteLength;
}

/** Whether a row has a value, a bit each; runs of the same once. */
function levelsOf(rows: number, levels: Uint8Array | undefined): Uint8Array {
  const writer = new ByteWriter();
  if (levels) {
    writeRleBitPackedHybrid(writer, levels.subarray(0, rows), 1);
  } else {
    writer.appendVarInt(rows << 1);
    writer.appendUint8(1);
  }
  return writer.getBytes();
}
