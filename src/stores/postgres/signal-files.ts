import type { ClockKind } from '../../recordings/summary/file-summary.ts';
import type { Db } from './pool.ts';

/** What has to be known of a recording to look for signals in it. Times are decimal nanoseconds on its own clock. */
export interface SignalFile {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
  clock: ClockKind;
  start_ns: string | null;
  end_ns: string | null;
  topics: string[];
  /** Whether it has signals besides those of its topics, such as of frames inside messages, or further topics. */
  has_others: boolean;
  has_logs: boolean;
}

/** How far the clock of a file is ahead of that of the drive. */
export interface FileClockOffset {
  file_id: string;
  offset_s: number;
}

/** Files of one batch; a batch has at most some ten thousand. */
const maxFiles = 20_000;

export function createSignalFileStore(db: Db) {
  return {
    /** The recordings of a batch that were read, by this run or one before, and have messages; in the order of their upload. */
    async ofBatch(batchId: string): Promise<SignalFile[]> {
      const { rows } = await db.query<SignalFile>({
        name: 'signal-files-of-batch',
        text: `SELECT f.id, f.name, f.size, f.sha256,
                 coalesce(s.summary #>> '{span,clock}', 'unknown') AS clock,
                 s.summary #>> '{span,start_ns}' AS start_ns, s.summary #>> '{span,end_ns}' AS end_ns,
                 ARRAY(SELECT t ->> 'name' FROM json_array_elements(s.summary -> 'topics') t) AS topics,
                 (s.summary #>> '{omitted,topics}')::bigint > 0 OR s.summary -> 'databases' IS NOT NULL
                   OR s.summary -> 'members' IS NOT NULL AS has_others,
                 json_array_length(s.summary -> 'logs') > 0 AS has_logs
               FROM files f JOIN summaries s ON s.sha256 = f.sha256 AND s.parser_version = f.parser_version
               WHERE f.batch_id = $1 AND f.state <> 'failed'
                 AND coalesce(f.message_count, (s.summary ->> 'message_count')::bigint) > 0
               ORDER BY f.seq LIMIT $2`,
        values: [batchId, maxFiles],
      });
      return rows;
    },

    /** By what two recorders of the drive both recorded; empty before there is a report. */
    async clockOffsets(batchId: string): Promise<FileClockOffset[]> {
      const { rows } = await db.query<FileClockOffset>({
        name: 'clock-offsets-of-batch',
        text: `SELECT o #>> '{other,file_id}' AS file_id, (o ->> 'offset_s')::float8 AS offset_s
               FROM reports r, json_array_elements(r.body -> 'clock_offsets') o
               WHERE r.batch_id = $1 AND r.latest AND r.body -> 'clock_offsets' IS NOT NULL`,
        values: [batchId],
      });
      return rows;
    },
  };
}

export type SignalFileStore = ReturnType<typeof createSignalFileStore>;
