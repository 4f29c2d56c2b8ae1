import type { FileMetaData } from 'hyparquet';
import { FlatTable } from '../../meaning/decode/flatbuffer-table.ts';

/** `TimeUnit` of Arrow's `Schema.fbs`; without one it is the second of them. */
const units = ['s', 'ms', 'us', 'ns'] as const;
const unitByDefault = 1;

/** Fields of the tables in Arrow's `Message.fbs` and `Schema.fbs`, and the numbers of their unions. */
const message = { headerType: 1, header: 2, isSchema: 1 };
const schemaFields = 1;
const field = { name: 0, typeOf: 2, type: 3, children: 5, isDuration: 18 };

/** What an encapsulated message begins with since Arrow 0.15, before its length. */
const continuation = 0xffff_ffff;
/** A schema that nests, or refers to its fields or their names again and again, is not believed: levels, and characters of all names. */
const most = { depth: 8, characters: 4_000_000 };

/**
 * Units of the columns that Arrow's writers (pyarrow, pandas, Polars) had as durations, by their names with points between
 * structures. Parquet has no such type: they are whole numbers, and the unit is in the key `ARROW:schema` alone.
 */
export function durationUnits({ key_value_metadata }: FileMetaData): ReadonlyMap<string, string> {
  const text = key_value_metadata?.find(({ key }) => key === 'ARROW:schema')?.value;
  const found = new Map<string, string>();
  if (!text) return found;
  try {
    const schema = schemaOf(Buffer.from(text, 'base64'));
    if (schema) collect(schema.tables(schemaFields), [], found, { left: most.characters });
  } catch (error) {
    // What the writer noted beside the table is damaged: the columns are numbers without a unit.
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

function schemaOf(bytes: Buffer): FlatTable | undefined {
  const start = bytes.readUInt32LE(0) === continuation ? 8 : 4;
  const root = FlatTable.root(bytes.subarray(start));
  return root.byte(message.headerType) === message.isSchema ? root.table(message.header) : undefined;
}

function collect(
  fields: Iterable<FlatTable>,
  above: readonly string[],
  found: Map<string, string>,
  budget: { left: number },
): void {
  for (const each of fields) {
    const names = [...above, each.text(field.name)];
    const name = names.join('.');
    budget.left -= name.length + 1;
    if (budget.left < 0 || above.length >= most.depth) return;
    const unit = each.byte(field.typeOf) === field.isDuration ? unitOf(each) : undefined;
    if (unit) found.set(name, unit);
    collect(each.tables(field.children), names, found, budget);
  }
}

function unitOf(duration: FlatTable): string | undefined {
  return units[duration.table(field.type)?.short(0, unitByDefault) ?? unitByDefault];
}
