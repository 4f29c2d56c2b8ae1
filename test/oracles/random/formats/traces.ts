import fc from 'fast-check';
import { writeAsc } from '../../../../samples/asc/write-asc.ts';
import { writeBlf } from '../../../../samples/blf/write-blf.ts';
import { isSampleFrame } from '../../../../samples/can/can-event.ts';
import { writeCandb } from '../../../../samples/candb/sample-candb.ts';
import { writeCandump } from '../../../../samples/candump/write-candump.ts';
import { writeCanCsv } from '../../../../samples/csv/sample-can-csv.ts';
import { trcVersions, writeTrc } from '../../../../samples/trc/write-trc.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';
import { canEvents, canFrames } from './can-events.ts';

const reader = 'python-can 4.6.1';
const script = 'can_traces.py';
/** python-can has seconds as 64-bit floating-point numbers. */
const nearNs = 1_000;

const traces = { reader, script, nearNs, hasBytes: true } as const;

const otherBuses = {
  topics: /^(?:LIN|Ethernet|FlexRay) /,
  because: 'it reads frames of CAN only',
};

const allEvents = canEvents({ fd: true, remote: true, errors: true });
/** Vector's formats have overload frames, which python-can skips. */
const vectorEvents = canEvents({ fd: true, remote: true, errors: 'no overload frames' });

export const traceFormats: readonly RandomFormat[] = [
  {
    ...traces,
    name: 'candump',
    files: allEvents.map((events) => ({ bytes: writeCandump(events), extension: '.log' })),
    merged: {
      topicOf: (topic) => topic.replace(/^\S+ error frames$/, 'CAN 1 error frames'),
      because: 'it does not take the bus of an error frame from the line',
    },
  },
  {
    ...traces,
    name: 'asc',
    files: fc
      .tuple(
        vectorEvents,
        fc.record({
          base: fc.constantFrom('hex' as const, 'dec' as const),
          timestamps: fc.constantFrom('absolute' as const, 'relative' as const),
          language: fc.constantFrom('en' as const, 'de' as const),
          lineEnd: fc.constantFrom('\n' as const, '\r\n' as const),
          others: fc.boolean(),
        }),
      )
      .map(([events, options]): RandomFile => {
        const file = { bytes: writeAsc(events, options), extension: '.asc' };
        if (options.timestamps === 'absolute') return file;
        const bytes = writeAsc(events, { ...options, timestamps: 'absolute' });
        return {
          ...file,
          peer: { bytes, because: 'it takes times since the previous event for absolute ones' },
        };
      }),
    unread: otherBuses,
  },
  {
    ...traces,
    name: 'blf',
    files: fc
      .tuple(
        vectorEvents,
        fc.record({
          containerBytes: fc.constantFrom(0, 100, 1_000, 131_072),
          packed: fc.boolean(),
          coarseTimes: fc.boolean(),
          fdObjects: fc.constantFrom('message64' as const, 'message' as const),
          dated: fc.boolean(),
          others: fc.boolean(),
        }),
      )
      .map(([events, options]): RandomFile => {
        const file = { bytes: writeBlf(events, options).bytes, extension: '.blf' };
        if (options.containerBytes > 0) return file;
        const { bytes } = writeBlf(events, { ...options, containerBytes: 1_000 });
        return { ...file, peer: { bytes, because: 'it reads objects in containers only' } };
      }),
    unread: otherBuses,
  },
  {
    ...traces,
    name: 'trc',
    files: fc
      .tuple(
        // It takes the last line of the header for a frame if there is none.
        allEvents.filter((events) =>
          events.some((event) => isSampleFrame(event) && event.bus === 1 && !event.fd),
        ),
        fc.constantFrom(...trcVersions),
      )
      .map(([events, version]): RandomFile => {
        const file = { bytes: Buffer.from(writeTrc(events, version)), extension: '.trc' };
        const shiftNs = ((events[0]?.timeNs ?? 0n) / 1_000_000n) * 1_000_000n;
        if (version === '1.0') {
          const lines = file.bytes.toString('latin1').split('\r\n');
          const bytes = Buffer.from(lines.filter((line) => !line.includes('ERROR')).join('\r\n'));
          const because = 'in version 1.0 it does not read the start, a comment, and refuses error frames';
          return { ...file, peer: { bytes, shiftNs, because } };
        }
        if (version !== '1.2') return file;
        const bytes = writeTrc(events, '1.3');
        return { ...file, peer: { bytes, because: 'it does not know version 1.2' } };
      }),
    unread: { topics: / error frames$/, because: 'it skips error frames' },
  },
  {
    ...traces,
    name: 'candb',
    files: fc
      .tuple(
        canEvents({ buses: 1, remote: true, errors: true }),
        fc.constantFrom('UTF-8', 'UTF-16le', 'UTF-16be'),
      )
      .map(([events, encoding]) => ({
        bytes: writeCandb(events, undefined, `PRAGMA encoding='${encoding}'`),
        extension: '.db',
      })),
  },
  {
    ...traces,
    name: 'can-csv',
    files: canFrames({ buses: 1, remote: true }).map((frames) => ({
      bytes: writeCanCsv(frames, 'python-can'),
      extension: '.csv',
    })),
  },
  {
    ...traces,
    name: 'savvycan',
    reader: 'csv module of Python',
    nearNs: 0,
    files: canFrames({ buses: 3 }).map((frames) => ({
      bytes: writeCanCsv(frames, 'savvycan'),
      extension: '.savvycan',
    })),
  },
];
