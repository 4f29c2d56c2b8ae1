import type { ColumnMetaData, FileMetaData, SchemaElement, SchemaTree } from 'hyparquet';
import { parquetMetadata, parquetSchema } from 'hyparquet';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readRange } from '../../bytes/sources/read-range.ts';
import { latin1 } from '../text/ascii.ts';
import { nanosecondParsers } from './parsers.ts';

export const magic = 'PAR1';
/** Magic, and that of a file whose footer is encrypted (Parquet Modular Encryption, "Encrypted Footer Mode"). */
export const encryptedMagic = 'PARE';

/** Length of the metadata and the magic behind it. */
const tailBytes = 8;
/** Statistics of thousands of columns in thousands of row groups fit into it. */
const maxFooterBytes = 64 * 2 ** 20;

/** What the end of the file says about its columns and where they are; or why that is not known. */
export type Footer =
  | { metadata: FileMetaData; tree: SchemaTree }
  | { problem: 'cut' | 'damaged' | 'encrypted' };

/** Throws `SourceError`. */
export async function readFooter(source: ByteSource, signal: AbortSignal | undefined): Promise<Footer> {
  const { size } = source;
  const tail = await readRange(source, Math.max(0, size - tailBytes), size, signal);
  const word = latin1(tail.subarray(-4));
  if (word === encryptedMagic) return { problem: 'encrypted' };
  if (word !== magic || tail.byteLength < tailBytes) return { problem: 'cut' };
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
  if (length > Math.min(maxFooterBytes, size - tailBytes)) return { problem: 'damaged' };
  const bytes = await readRange(source, size - tailBytes - length, size, signal);
  try {
    const metadata = parquetMetadata(bytes, { parsers: nanosecondParsers, geoparquet: false });
    return { metadata, tree: parquetSchema(metadata) };
  } catch {
    // hyparquet throws errors of many kinds on damaged bytes.
    return { problem: 'damaged' };
  }
}

/** A column that has one value per row, or none. */
export interface FlatColumn {
  name: string;
  element: SchemaElement;
  path: SchemaTree[];
}

/** The columns of a table, and the names of those that are nested or lists. */
export function flatColumns(tree: SchemaTree): { flat: FlatColumn[]; nested: string[] } {
  const flat: FlatColumn[] = [];
  const nested: string[] = [];
  for (const child of tree.children) {
    const { element } = child;
    if (child.children.length > 0 || element.repetition_type === 'REPEATED') nested.push(element.name);
    else flat.push({ name: element.name, element, path: [tree, child] });
  }
  return { flat, nested };
}

export function chunkOf(
  columns: FileMetaData['row_groups'][number]['columns'],
  name: string,
): ColumnMetaData | undefined {
  const found = columns.find(
    ({ meta_data }) => meta_data?.path_in_schema.length === 1 && meta_data.path_in_schema[0] === name,
  );
  return found?.meta_data;
}
