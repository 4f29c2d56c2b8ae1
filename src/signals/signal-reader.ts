import type { Logger } from 'pino';
import { keepRecent } from '../async/keep-recent.ts';
import { withTimeout } from '../async/with-timeout.ts';
import { ArgusError } from '../domain/error.ts';
import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import type { SignalFile, SignalFileStore } from '../stores/postgres/signal-files.ts';
import { type BatchSignal, mergeCatalogues } from './batch-signals.ts';
import type { Catalogue } from './catalogue.ts';
import type { Column } from './column.ts';
import { knownShifts, overlaps } from './drive-clock.ts';
import { emptySeries, type PlacedColumn, type Series, seriesOfSignal, type Window } from './series.ts';
import { logTopic, parseSignalId } from './signal-id.ts';
import type { SignalObjects, SignalSource } from './signal-objects.ts';

/** A request waits this long for what has to be made; the making goes on after that. */
const patienceMs = 20_000;
/** A list waits less: it shows what there is so far. */
const listPatienceMs = 2_000;
/** Files that are listed anew for one request; the others follow with the next. */
const listedAtOnce = 64;
/** Objects that are read at a time. */
const readAtOnce = 16;
/** Files of one request of series. */
const maxFiles = 500;
const keptColumnBytes = 128 * 2 ** 20;
const keptListBytes = 64 * 2 ** 20;
/** Columns of one request, in bytes. */
const maxRequestBytes = 512 * 2 ** 20;

export interface SignalReaderDeps {
  signalFiles: SignalFileStore;
  signalObjects: SignalObjects;
  databasesOf(batchId: string): Promise<SharedDatabase[]>;
  logger: Pick<Logger, 'warn'>;
  /** Registers work that goes on after the request. */
  track(work: Promise<unknown>): void;
}

export interface SignalList {
  signals: BatchSignal[];
  /** As of `mergeCatalogues`. */
  omitted: number;
  /** Files whose signals are still being listed; one that cannot be read now is not among them. */
  pending: number;
}

/** Reads lists and series of the signals of batches; what is missing is made. */
export function createSignalReader(deps: SignalReaderDeps) {
  const { signalFiles, signalObjects, databasesOf, logger, track } = deps;
  const columns = keepRecent<Column>(keptColumnBytes, bytesOf);
  const catalogues = keepRecent<Catalogue>(keptListBytes, ({ signals }) => signals.length * 300);

  async function sourcesOf(batchId: string): Promise<SignalSource[]> {
    const [files, databases] = await Promise.all([signalFiles.ofBatch(batchId), databasesOf(batchId)]);
    return files.map((file) => ({ batchId, file, databases }));
  }

  async function knownCatalogue(source: SignalSource): Promise<Catalogue | undefined> {
    const key = signalObjects.keyOf(source, 'catalogue');
    const found = catalogues.get(key) ?? (await signalObjects.catalogue(source));
    if (found) catalogues.set(key, found);
    return found;
  }

  async function knownColumn(source: SignalSource, signal: string): Promise<Column | undefined> {
    const key = signalObjects.keyOf(source, signal);
    const found = columns.get(key) ?? (await signalObjects.column(source, signal));
    if (found) columns.set(key, found);
    return found;
  }

  /** Errors of the background are logged; the request that waits gets them too. */
  function inBackground<T>(work: Promise<T>): Promise<T> {
    track(work.catch((error: unknown) => logger.warn({ err: error }, 'signals of a recording not made')));
    return work;
  }

  /** The columns of some signals of one file. */
  async function columnsOf(source: SignalSource, signals: readonly string[]): Promise<Map<string, Column>> {
    const found = new Map<string, Column>();
    for (const signal of signals) {
      const column = await knownColumn(source, signal);
      if (column) found.set(signal, column);
    }
    const missing = signals.filter((signal) => !found.has(signal));
    if (missing.length === 0) return found;
    for (const [signal, column] of await signalObjects.makeColumns(source, missing)) {
      columns.set(signalObjects.keyOf(source, signal), column);
      found.set(signal, column);
    }
    return found;
  }

  /** A signal that recordings list, though none of its values is a finite number. @throws ArgusError `not_found` if none does. */
  async function withoutValues(signal: string, asked: readonly { source: SignalSource }[]): Promise<Series> {
    const id = parseSignalId(signal);
    for (const { source } of asked) {
      const { signals } = (await knownCatalogue(source)) ?? (await signalObjects.makeCatalogue(source));
      const entry = signals.find(({ topic, field }) => topic === id?.topic && field === id.field);
      if (entry) return emptySeries(signal, entry, source.file.clock);
    }
    throw new ArgusError('not_found', `No recording of the batch that was read has the signal ${signal}.`);
  }

  return {
    /** What is known so far; the signals of other files are being listed meanwhile. */
    async list(batchId: string): Promise<SignalList> {
      const sources = await sourcesOf(batchId);
      const known = await inTurns(sources, knownCatalogue);
      const missing = sources.filter((_, index) => !known[index]);
      const { done, ended } = await soonOf(
        missing.slice(0, listedAtOnce).map((source) => inBackground(signalObjects.makeCatalogue(source))),
      );
      const all = [...known.filter((each) => each !== undefined), ...done];
      return { ...mergeCatalogues(all), pending: missing.length - ended };
    },

    /** @throws ArgusError `not_found`, `validation`, `too_large`; `unavailable` while columns are being made. */
    async series(batchId: string, signals: readonly string[], window: Window): Promise<Series[]> {
      const [sources, offsets] = await Promise.all([sourcesOf(batchId), signalFiles.clockOffsets(batchId)]);
      const shifts = knownShifts(offsets);
      const asked = sources.flatMap((source) => {
        const wanted = wantedOf(source.file, signals, sources);
        const isInside = overlaps(source.file, shifts.get(source.file.id) ?? 0n, window);
        return wanted.length > 0 && isInside ? [{ source, wanted }] : [];
      });
      if (asked.length > maxFiles) {
        throw new ArgusError(
          'validation',
          `The signals are in ${asked.length} files, more than ${maxFiles}: narrow the window by \`from\` and \`to\`.`,
        );
      }
      const work = inBackground(inTurns(asked, ({ source, wanted }) => columnsOf(source, wanted)));
      const found = await patiently(work);
      refuseTooMuch(found);
      const empty = new Map<string, Series>();
      for (const signal of signals) {
        if (isKnown(signal, sources, found)) continue;
        empty.set(signal, await withoutValues(signal, asked));
      }
      return signals.flatMap((signal) => {
        const nothing = empty.get(signal);
        if (nothing) return [nothing];
        const placed = asked.flatMap(({ source: { file } }, index): PlacedColumn[] => {
          const column = found[index]?.get(signal);
          if (!column) return [];
          const shiftNs = shifts.get(file.id);
          return [{ column, clock: shiftNs === undefined ? file.clock : 'unix', aheadNs: -(shiftNs ?? 0n) }];
        });
        return seriesOfSignal(signal, placed, window);
      });
    },
  };
}

export type SignalReader = ReturnType<typeof createSignalReader>;

function bytesOf(column: Column): number {
  return column.kind === 'number'
    ? column.times.byteLength + column.values.byteLength + column.blocks.byteLength
    : column.texts.reduce((sum, text) => sum + 2 * text.length + 16, 0);
}

function refuseTooMuch(found: readonly Map<string, Column>[]): void {
  let bytes = 0;
  for (const columns of found) for (const column of columns.values()) bytes += bytesOf(column);
  if (bytes > maxRequestBytes)
    throw new ArgusError(
      'too_large',
      'That is too much for one request: ask for fewer signals, or a smaller window.',
    );
}

/** A file outside of the window may have it where its topic says so; of others only their columns can tell. */
function isKnown(
  signal: string,
  sources: readonly SignalSource[],
  found: readonly Map<string, Column>[],
): boolean {
  const columns = found.flatMap((each) => each.get(signal) ?? []);
  if (columns.some(({ times }) => times.length > 0)) return true;
  const topic = parseSignalId(signal)?.topic;
  return columns.length === 0 && sources.some(({ file }) => hasTopic(file, topic ?? ''));
}

function hasTopic(file: SignalFile, topic: string): boolean {
  return topic === logTopic ? file.has_logs : file.topics.includes(topic);
}

/** Signals that may be in the file: by its topics; where no file of the batch has the topic, in those that have others. */
function wantedOf(file: SignalFile, signals: readonly string[], all: readonly SignalSource[]): string[] {
  return signals.filter((signal) => {
    const topic = parseSignalId(signal)?.topic;
    if (topic === undefined) return false;
    if (hasTopic(file, topic)) return true;
    return file.has_others && !all.some((each) => hasTopic(each.file, topic));
  });
}

async function inTurns<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < all.length; at += readAtOnce)
    results.push(...(await Promise.all(all.slice(at, at + readAtOnce).map(work))));
  return results;
}

const late = Symbol('late');

/** Those that are there soon, and how many have ended: the failed ones too. */
async function soonOf<T>(works: readonly Promise<T>[]): Promise<{ done: T[]; ended: number }> {
  const done: T[] = [];
  let ended = 0;
  const count = () => {
    ended += 1;
  };
  const all = works.map((work) => work.then((result) => done.push(result)).then(count, count));
  await withTimeout(listPatienceMs, Promise.all(all)).catch(() => late);
  return { done: [...done], ended };
}

async function patiently<T>(work: Promise<T>): Promise<T> {
  const first = await Promise.race([work, withTimeout(patienceMs, work).catch(() => late)]);
  if (first !== late) return first as T;
  // The error of the work itself, if it was that.
  return Promise.race([
    work,
    Promise.reject(
      new ArgusError(
        'unavailable',
        'The signals are being read from the recordings; ask again in a moment.',
        {
          retryAfterSeconds: 2,
        },
      ),
    ),
  ]);
}
