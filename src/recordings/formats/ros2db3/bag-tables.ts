import { standardDefinitions } from '../../meaning/decode/standard-definitions.ts';
import type { ChannelDefinition } from '../../meaning/interpret/channel-table.ts';
import type { BagTopic } from '../../messages/message-sink.ts';
import type { DatabaseHeader } from './database-header.ts';
import type { PageSet } from './page-set.ts';
import type { PageStore } from './page-store.ts';
import { readTable, type Table, type Value } from './read-table.ts';

/** The content of the small tables of a bag, in all versions of the schema of rosbag2's sqlite3 storage (1 to 4). */
export interface BagTables {
  topics: Map<number, BagTopic>;
  /** Whether the database has the tables of a bag. */
  isBag: boolean;
  /** Names of tables that are none of a bag, at most `maxOthers`. */
  others: string[];
  /** `humble`, from version 3 on; empty if it is not stated. */
  rosDistribution: string;
  definitions: Definitions;
  /** Root pages of the tables of a bag, and pages that should belong to them but do not. */
  roots: number[];
  damaged: number[];
}

/** Message definitions by type; from version 4 on. Encodings are `ros2msg` and `ros2idl`. */
type Definitions = Map<string, NonNullable<BagTopic['definition']>>;

/** Of other databases, so many are named. */
const maxOthers = 5;

const tableNames = ['schema', 'metadata', 'topics', 'message_definitions', 'messages'];

export async function readBagTables(store: PageStore, header: DatabaseHeader): Promise<BagTables> {
  const master = await readTable(store, header, 1);
  const damaged = [...master.damaged];
  const roots = rootsOf(master);
  const read = async (name: string) => {
    const root = roots.get(name);
    if (root === undefined) return [];
    const table = await readTable(store, header, root);
    damaged.push(...table.damaged);
    return table.rows;
  };
  const definitions: Definitions = new Map();
  for (const { values } of await read('message_definitions')) {
    const [, type, encoding, text, hash] = values;
    if (typeof type !== 'string' || typeof encoding !== 'string' || typeof text !== 'string') continue;
    // What rosbag2 writes if it did not find the definition.
    if (text === '') continue;
    definitions.set(type, { encoding, text, typeDescriptionHash: textOf(hash) });
  }
  const topics = new Map<number, BagTopic>();
  for (const { rowId, values } of await read('topics')) {
    const topic = topicOf(values, definitions);
    if (topic) topics.set(rowId, topic);
  }
  const [schema] = await read('schema');
  const distribution = schema?.values[1];
  return {
    topics,
    isBag: roots.has('topics') && roots.has('messages'),
    others: othersOf(master),
    rosDistribution: typeof distribution === 'string' ? distribution : '',
    definitions,
    roots: [...roots.values()],
    damaged,
  };
}

/** A row of `topics`: id, name, type, serialization_format, and columns that newer versions add. */
export function topicOf(values: Value[], definitions: Definitions): BagTopic | undefined {
  const [, name, type, serializationFormat, qos, hash] = values;
  if (typeof name !== 'string' || typeof type !== 'string' || typeof serializationFormat !== 'string')
    return undefined;
  return {
    ...{ name, type, serializationFormat },
    offeredQosProfiles: textOf(qos),
    typeDescriptionHash: textOf(hash),
    definition: definitions.get(type),
  };
}

export function definitionOf({ name, type, serializationFormat, definition }: BagTopic): ChannelDefinition {
  const text = definition && Buffer.from(definition.text);
  const data = text ?? standardDefinitions.get(type) ?? new Uint8Array();
  return {
    topic: name,
    messageEncoding: serializationFormat,
    schema: { name: type, encoding: definition?.encoding ?? 'ros2msg', data },
  };
}

function textOf(value: Value): string {
  return typeof value === 'string' ? value : '';
}

/** Only real tables: a view or a virtual table by one of these names has no root page. */
function rootsOf(master: Table): Map<string, number> {
  const roots = new Map<string, number>();
  for (const { values } of master.rows) {
    const [kind, name, , root] = values;
    if (kind === 'table' && typeof name === 'string' && typeof root === 'number' && root > 1)
      if (tableNames.includes(name)) roots.set(name, root);
  }
  return roots;
}

/** SQLite's own tables have names that begin with `sqlite_`. */
function othersOf({ rows }: Table): string[] {
  const names = rows.flatMap(({ values: [kind, name] }) =>
    kind === 'table' && typeof name === 'string' && !/^(?:sqlite_|android_metadata$)/.test(name)
      ? [name]
      : [],
  );
  return names.filter((name) => !tableNames.includes(name)).slice(0, maxOthers);
}

/** A list of unused pages may be as long as the file; only this much of it is read. */
const maxTrunks = 10_000;

/** Unused pages may contain old rows (file format, "The Freelist"). */
export async function addFreePages(
  store: PageStore,
  { freeList, usable }: DatabaseHeader,
  free: PageSet,
): Promise<void> {
  let trunk = freeList.count > 0 ? freeList.first : 0;
  for (let i = 0; i < maxTrunks && trunk !== 0 && !free.has(trunk); i += 1) {
    const page = await store.page(trunk);
    if (!page) return;
    const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
    const count = view.getUint32(4);
    if (count > usable / 4 - 2) return;
    free.add(trunk);
    for (let leaf = 0; leaf < count; leaf += 1) free.add(view.getUint32(8 + leaf * 4));
    trunk = view.getUint32(0);
  }
}
