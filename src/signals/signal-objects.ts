import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { createSingleflight } from '../async/singleflight.ts';
import { fileObjectKey, signalObjectKey } from '../domain/batch.ts';
import { ArgusError } from '../domain/error.ts';
import { versionWith } from '../recordings/meaning/dbc/database-version.ts';
import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import type { ObjectStore } from '../stores/objects.ts';
import type { SignalFile } from '../stores/postgres/signal-files.ts';
import type { Catalogue } from './catalogue.ts';
import { type Column, decodeColumn } from './column.ts';
import type { SignalMaker } from './signal-maker.ts';

/** To be raised when the same recording yields other columns or another catalogue with the same parser. */
const signalsVersion = 5;
/** As long as the making of one recording may wait for its turn. */
const presignSeconds = 6 * 3600;
const mediaType = 'application/octet-stream';

/** One recording of a batch, and with what it is read. */
export interface SignalSource {
  batchId: string;
  file: SignalFile;
  databases: readonly SharedDatabase[];
}

export interface SignalObjectDeps {
  objects: Pick<ObjectStore, 'get' | 'putBytes' | 'linkTo'>;
  maker: Pick<SignalMaker, 'make'>;
  logger: Pick<Logger, 'warn'>;
}

export type SignalObjects = ReturnType<typeof createSignalObjects>;

/**
 * Catalogues and columns of recordings: made on first request, and kept in the object store below their batch under a
 * key made of the recording's SHA-256, the parser and the databases. Concurrent requests share one making.
 */
export function createSignalObjects({ objects, maker, logger }: SignalObjectDeps) {
  const flights = createSingleflight<unknown>();

  function keyOf({ batchId, file, databases }: SignalSource, name: string): string {
    const hash = createHash('sha256');
    for (const part of [file.sha256, versionWith(databases), String(signalsVersion), name])
      hash.update(`${part}\n`);
    return signalObjectKey(batchId, hash.digest('hex').slice(0, 40));
  }

  async function taskOf({ batchId, file, databases }: SignalSource) {
    const link = await objects.linkTo(fileObjectKey(batchId, file.id), presignSeconds);
    return { ...link, size: file.size, clock: file.clock, databases };
  }

  /** It can be used all the same; the next request makes it again. */
  async function keep(key: string, bytes: Uint8Array): Promise<void> {
    try {
      await objects.putBytes(key, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), mediaType);
    } catch (error) {
      logger.warn({ err: error, key }, 'signals not stored');
    }
  }

  return {
    keyOf,

    /** Undefined if it was not made yet. */
    async catalogue(source: SignalSource): Promise<Catalogue | undefined> {
      const bytes = await readWhole(objects, keyOf(source, 'catalogue'));
      return bytes && (JSON.parse(bytes.toString()) as Catalogue);
    },

    /** @throws ArgusError as `SignalMaker.make`. */
    makeCatalogue: (source: SignalSource): Promise<Catalogue> => {
      const key = keyOf(source, 'catalogue');
      return flights(key, async () => {
        const { catalogue = new Uint8Array() } = await maker.make(await taskOf(source));
        await keep(key, catalogue);
        return JSON.parse(Buffer.from(catalogue).toString());
      }) as Promise<Catalogue>;
    },

    /** Undefined if it was not made yet. */
    async column(source: SignalSource, signal: string): Promise<Column | undefined> {
      const bytes = await readWhole(objects, keyOf(source, signal));
      return bytes && decodeColumn(bytes);
    },

    /** In one pass over the recording. @throws ArgusError as `SignalMaker.make`. */
    makeColumns: (source: SignalSource, signals: readonly string[]): Promise<Map<string, Column>> => {
      const flight = `${keyOf(source, 'columns')} ${signals.join('\n')}`;
      return flights(flight, async () => {
        const { columns = [] } = await maker.make({ ...(await taskOf(source)), signals });
        const decoded = new Map<string, Column>();
        for (const [signal, bytes] of columns) {
          await keep(keyOf(source, signal), bytes);
          const column = decodeColumn(bytes);
          if (column) decoded.set(signal, column);
        }
        return decoded;
      }) as Promise<Map<string, Column>>;
    },
  };
}

/** Undefined when there is no such object. */
async function readWhole(objects: Pick<ObjectStore, 'get'>, key: string): Promise<Buffer | undefined> {
  try {
    return Buffer.concat(await (await objects.get(key)).toArray());
  } catch (error) {
    if (error instanceof ArgusError && error.code === 'not_found') return undefined;
    throw error;
  }
}
