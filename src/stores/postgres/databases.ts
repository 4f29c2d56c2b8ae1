import { type DatabaseRef, maxDatabases, type PlatformDatabase } from '../../domain/can-database-file.ts';
import { ArgusError } from '../../domain/error.ts';
import { type Db, inTransaction } from './pool.ts';

const columns = 'platform, name, sha256, size, messages, signals, created_at, updated_at';

export type NewPlatformDatabase = Omit<PlatformDatabase, 'created_at' | 'updated_at'> & {
  content: Uint8Array;
};

/** CAN databases (DBC files) of platforms, and those that apply to a batch. */
export function createDatabaseStore(db: Db) {
  return {
    /**
     * Stores a database, replacing one of the same name.
     * @throws ArgusError `conflict` if there are too many.
     */
    put(database: NewPlatformDatabase): Promise<PlatformDatabase> {
      const { platform, name, sha256, size, messages, signals, content } = database;
      return inTransaction(db, async (tx) => {
        // One writer per platform at a time, so that its databases can be counted.
        await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`databases of ${platform}`]);
        const { rows: others } = await tx.query<{ count: number }>(
          'SELECT count(*) AS count FROM platform_databases WHERE platform = $1 AND name <> $2',
          [platform, name],
        );
        if ((others[0]?.count ?? 0) >= maxDatabases) {
          throw new ArgusError(
            'conflict',
            `A platform keeps at most ${maxDatabases} CAN databases; remove one first.`,
          );
        }
        const { rows } = await tx.query<PlatformDatabase>(
          `INSERT INTO platform_databases (platform, name, sha256, size, messages, signals, content)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (platform, name) DO UPDATE SET sha256 = $3, size = $4, messages = $5, signals = $6,
             content = $7, updated_at = now()
           RETURNING ${columns}`,
          [platform, name, sha256, size, messages, signals, Buffer.from(content)],
        );
        return rows[0] as PlatformDatabase;
      });
    },

    /** At most `maxDatabases`, by name. */
    async list(platform: string): Promise<PlatformDatabase[]> {
      const { rows } = await db.query<PlatformDatabase>(
        `SELECT ${columns} FROM platform_databases WHERE platform = $1 ORDER BY name`,
        [platform],
      );
      return rows;
    },

    async content(platform: string, name: string): Promise<Buffer | undefined> {
      const { rows } = await db.query<{ content: Buffer }>(
        'SELECT content FROM platform_databases WHERE platform = $1 AND name = $2',
        [platform, name],
      );
      return rows[0]?.content;
    },

    /** Whether it existed. */
    async remove(platform: string, name: string): Promise<boolean> {
      const { rowCount } = await db.query(
        'DELETE FROM platform_databases WHERE platform = $1 AND name = $2',
        [platform, name],
      );
      return rowCount === 1;
    },

    /**
     * The databases that apply to a batch, at most `maxDatabases`, in order of precedence: its own files in upload order,
     * then those of its platform by name.
     */
    async ofBatch(batchId: string): Promise<DatabaseRef[]> {
      const { rows } = await db.query<DatabaseRef>({
        name: 'databases-of-batch',
        text: `(SELECT name, sha256, id AS file_id, NULL AS platform FROM files
                WHERE batch_id = $1 AND is_can_database ORDER BY seq)
               UNION ALL
               (SELECT d.name, d.sha256, NULL, d.platform FROM batches b
                JOIN platform_databases d ON d.platform = b.platform WHERE b.id = $1 ORDER BY d.name)
               LIMIT $2`,
        values: [batchId, maxDatabases],
      });
      return rows;
    },
  };
}

export type DatabaseStore = ReturnType<typeof createDatabaseStore>;
