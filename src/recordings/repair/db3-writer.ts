import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { BagTopic } from '../messages/message-sink.ts';

/** The schema of rosbag2's sqlite3 storage in version 4 (ROS 2 Iron and later, which read every older one too). */
const schema = `
  CREATE TABLE schema(schema_version INTEGER PRIMARY KEY, ros_distro TEXT NOT NULL);
  CREATE TABLE metadata(id INTEGER PRIMARY KEY, metadata_version INTEGER NOT NULL, metadata TEXT NOT NULL);
  CREATE TABLE topics(id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL,
    serialization_format TEXT NOT NULL, offered_qos_profiles TEXT NOT NULL, type_description_hash TEXT NOT NULL);
  CREATE TABLE message_definitions(id INTEGER PRIMARY KEY, topic_type TEXT NOT NULL, encoding TEXT NOT NULL,
    encoded_message_definition TEXT NOT NULL, type_description_hash TEXT NOT NULL);
  CREATE TABLE messages(id INTEGER PRIMARY KEY, topic_id INTEGER NOT NULL, timestamp INTEGER NOT NULL, data BLOB NOT NULL);
  CREATE INDEX timestamp_idx ON messages (timestamp ASC);
`;
const schemaVersion = 4;

/** Results of SQLite (https://www.sqlite.org/rescode.html) that are the file system's, by number. */
const systemErrors: Readonly<Record<number, string>> = { 10: 'EIO', 13: 'ENOSPC', 14: 'ENOENT' };

/**
 * Writes a ROS 2 bag through SQLite, without a journal beside it, since the file counts only when it is whole. Memory holds SQLite's cache of 2 MB and one message.
 * Throws errors of the file system.
 */
export class Db3Writer {
  messages = 0;
  readonly #path: string;
  #database: DatabaseSync;
  #insert: StatementSync;
  #types = new Set<string>();
  #topics = 0;

  /** @param path of an empty file. */
  constructor(path: string) {
    this.#path = path;
    [this.#database, this.#insert] = this.#open();
  }

  /** Returns its number. */
  topic(topic: BagTopic): number {
    const { name, type, serializationFormat, offeredQosProfiles, typeDescriptionHash, definition } = topic;
    this.#try(() => {
      this.#topics += 1;
      this.#database
        .prepare('INSERT INTO topics VALUES (?, ?, ?, ?, ?, ?)')
        .run(this.#topics, name, type, serializationFormat, offeredQosProfiles, typeDescriptionHash);
      if (!definition || this.#types.has(type)) return;
      this.#types.add(type);
      this.#database
        .prepare('INSERT INTO message_definitions VALUES (NULL, ?, ?, ?, ?)')
        .run(type, definition.encoding, definition.text, definition.typeDescriptionHash);
    });
    return this.#topics;
  }

  message(topic: number, timeNs: bigint, data: Uint8Array): void {
    this.#try(() => this.#insert.run(topic, timeNs, data));
    this.messages += 1;
  }

  /** Takes everything back. The file has to be empty again. */
  restart(empty: () => void): void {
    this.#database.close();
    empty();
    this.#types = new Set();
    this.#topics = 0;
    this.messages = 0;
    [this.#database, this.#insert] = this.#open();
  }

  /** @param rosDistribution `humble`; empty if it is not known. */
  end(rosDistribution: string): void {
    this.#try(() => {
      this.#database.prepare('INSERT INTO schema VALUES (?, ?)').run(schemaVersion, rosDistribution);
      this.#database.exec('COMMIT');
    });
    this.close();
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #open(): [DatabaseSync, StatementSync] {
    return this.#try(() => {
      const database = new DatabaseSync(this.#path);
      // Not OFF: Node opens databases in SQLite's defensive mode, which ignores it. Pages that are new are not in the journal.
      database.exec('PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; BEGIN EXCLUSIVE');
      database.exec(schema);
      return [
        database,
        database.prepare('INSERT INTO messages (topic_id, timestamp, data) VALUES (?, ?, ?)'),
      ];
    });
  }

  #try<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const { errcode } = error as { errcode?: number };
      const code = errcode === undefined ? undefined : systemErrors[errcode & 0xff];
      if (code === undefined) throw error;
      const { message } = error as Error;
      throw Object.assign(new Error(message, { cause: error }), { code, syscall: 'write', path: this.#path });
    }
  }
}
