import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface Db3WriterOptions {
  /** Schema version of rosbag2's sqlite3 storage: 1 (Dashing), 2 (Foxy), 3 (Humble), 4 (Iron and later). */
  schemaVersion?: 1 | 2 | 3 | 4;
  /** Bytes. */
  pageSize?: number;
  /** SQL run before anything is written, e.g. a `PRAGMA`. */
  prepare?: string;
  /** SQL run after everything was written. */
  finish?: string;
}

export interface Db3Topic {
  name: string;
  type: string;
  /** Message definition; only version 4 stores it. */
  definition: string;
}

/** Writes a ROS 2 bag as rosbag2's sqlite3 storage does, through SQLite itself. */
export class Db3Writer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'argus-db3-'));
  readonly #path = join(this.#folder, 'bag.db3');
  readonly #database = new DatabaseSync(this.#path);
  readonly #options: Db3WriterOptions;
  readonly #insert: ReturnType<DatabaseSync['prepare']>;
  #topics = 0;

  constructor(options: Db3WriterOptions = {}) {
    this.#options = options;
    const database = this.#database;
    database.exec(`PRAGMA page_size=${options.pageSize ?? 4096}; PRAGMA synchronous=OFF;`);
    database.exec(options.prepare ?? '');
    database.exec(createTables(options.schemaVersion ?? 4));
    this.#insert = database.prepare('INSERT INTO messages (topic_id, timestamp, data) VALUES (?, ?, ?)');
    database.exec('BEGIN');
  }

  topic({ name, type, definition }: Db3Topic): number {
    const { schemaVersion = 4 } = this.#options;
    const values = [
      name,
      type,
      'cdr',
      ...(schemaVersion >= 2 ? [qos] : []),
      ...(schemaVersion >= 4 ? [''] : []),
    ];
    this.#topics += 1;
    const places = ['?', ...values.map(() => '?')].join(', ');
    this.#database.prepare(`INSERT INTO topics VALUES (${places})`).run(this.#topics, ...values);
    if (schemaVersion >= 4) {
      const known = this.#database
        .prepare('SELECT 1 FROM message_definitions WHERE topic_type = ?')
        .get(type);
      const insert = 'INSERT INTO message_definitions VALUES (NULL, ?, ?, ?, ?)';
      if (!known) this.#database.prepare(insert).run(type, 'ros2msg', definition, '');
    }
    return this.#topics;
  }

  /** `time` in nanoseconds since 1970. */
  message(topic: number, time: bigint, data: Uint8Array): void {
    this.#insert.run(topic, time, data);
  }

  /** The bytes of the file; nothing remains on disk. */
  end(): Uint8Array {
    this.#database.exec('COMMIT');
    this.#database.exec(this.#options.finish ?? '');
    this.#database.close();
    const bytes = readFileSync(this.#path);
    rmSync(this.#folder, { recursive: true });
    return new Uint8Array(bytes);
  }
}

const forever = '\n    sec: 9223372036\n    nsec: 854775807\n';

/** The offered quality of service of a topic's publishers, as rosbag2 writes it. */
const qos = [
  '- history: 3\n  depth: 0\n  reliability: 1\n  durability: 2\n',
  `  deadline:${forever}  lifespan:${forever}  liveliness: 1\n`,
  `  liveliness_lease_duration:${forever}  avoid_ros_namespace_conventions: false\n`,
].join('');

function createTables(version: number): string {
  const qos = version >= 2 ? ', offered_qos_profiles TEXT NOT NULL' : '';
  const hash = version >= 4 ? ', type_description_hash TEXT NOT NULL' : '';
  return [
    ...(version >= 3
      ? [
          'CREATE TABLE schema(schema_version INTEGER PRIMARY KEY, ros_distro TEXT NOT NULL)',
          `INSERT INTO schema VALUES (${version}, '${version >= 4 ? 'jazzy' : 'humble'}')`,
          'CREATE TABLE metadata(id INTEGER PRIMARY KEY, metadata_version INTEGER NOT NULL, metadata TEXT NOT NULL)',
        ]
      : []),
    `CREATE TABLE topics(id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, serialization_format TEXT NOT NULL${qos}${hash})`,
    ...(version >= 4
      ? [
          'CREATE TABLE message_definitions(id INTEGER PRIMARY KEY, topic_type TEXT NOT NULL, encoding TEXT NOT NULL, encoded_message_definition TEXT NOT NULL, type_description_hash TEXT NOT NULL)',
        ]
      : []),
    'CREATE TABLE messages(id INTEGER PRIMARY KEY, topic_id INTEGER NOT NULL, timestamp INTEGER NOT NULL, data BLOB NOT NULL)',
    'CREATE INDEX timestamp_idx ON messages (timestamp ASC)',
  ].join(';\n');
}
