import type { ColumnMetaData, FileMetaData, RowGroup, SchemaElement, SchemaTree } from 'hyparquet';
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
  /** Names of the structures that it is in and its own, with points between them. */
  name: string;
  /** Names the same column in row groups. */
  key: string;
  element: SchemaElement;
  path: SchemaTree[];
}

/** Structures within structures; columns deeper down are not read. */
const maxDepth = 8;
/** Neither figures nor words: months, days and milliseconds in one, and BSON. */
const unreadTypes: ReadonlySet<string> = new Set(['INTERVAL', 'BSON']);

/** The columns of a table, those in structures too, and the names of what is not read: lists, intervals and the like. */
export function flatColumns(tree: SchemaTree): { flat: FlatColumn[]; unread: string[] } {
  const flat: FlatColumn[] = [];
  const unread: string[] = [];
  const enter = (path: SchemaTree[], names: string[]) => {
    for (const child of path.at(-1)?.children ?? []) {
      const { element } = child;
      const name = [...names, element.name];
      const isVariant = element.logical_type?.type === 'VARIANT';
      const isOther = element.repetition_type === 'REPEATED' || isVariant || name.length > maxDepth;
      const isList = ['LIST', 'MAP', 'MAP_KEY_VALUE'].includes(element.converted_type ?? '');
      if (isOther || isList || unreadTypes.has(element.converted_type ?? '')) unread.push(name.join('.'));
      else if (child.children.length > 0) enter([...path, child], name);
      else flat.push({ name: name.join('.'), key: keyOf(name), element, path: [...path, child] });
    }
  };
  enter([tree], []);
  return { flat, unread };
}

/** Where the columns are in a row group, by their keys; without encrypted ones. */
export function chunksOf({ columns }: RowGroup): Map<string, ColumnMetaData> {
  return new Map(
    columns.flatMap(({ meta_data, crypto_metadata }) =>
      meta_data && crypto_metadata === undefined ? [[keyOf(meta_data.path_in_schema), meta_data]] : [],
    ),
  );
}

/**
 * The columns of which a row group is encrypted, though the footer is not (Parquet Modular Encryption, "Plaintext Footer
 * Mode"): their keys, with the number of their values where it is said.
 */
export function encryptedColumns({ row_groups }: FileMetaData): Map<string, number> {
  const found = new Map<string, number>();
  for (const { meta_data, crypto_metadata } of row_groups.flatMap(({ columns }) => columns)) {
    const path = crypto_metadata === undefined ? undefined : meta_data?.path_in_schema;
    if (path) found.set(keyOf(path), (found.get(keyOf(path)) ?? 0) + Number(meta_data?.num_values ?? 0));
  }
  return found;
}

function keyOf(names: readonly string[]): string {
  return names.join('\0');
}
