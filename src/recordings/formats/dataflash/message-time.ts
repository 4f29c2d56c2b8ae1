import { readUint64 } from './field-types.ts';
import type { Layout } from './layout.ts';

/** The time since the system started that a message contains, in microseconds; undefined if it has none. */
export type TimeReader = (view: DataView, at: number) => number;

/** Samples of sensors carry the sensor's clock under this name (logs before 2015). */
const ownClock = /^(ACC|GYR)/;

/** How the messages of a layout are timed; undefined for those that are not, such as FMT. */
export function timeReaderOf({ columns, name, fields }: Layout): TimeReader | undefined {
  const [first] = columns;
  if (first?.name === 'TimeUS' && first.type.bytes === 8) {
    const { offset } = first;
    return (view, at) => readUint64(view, at + offset);
  }
  // Logs before 2015: milliseconds; the message of the receiver has them in its last column, and GPS time in
  // `TimeMS`.
  const milliseconds = first?.name === 'TimeMS' && !ownClock.test(name) ? first : fields.get('T');
  if (milliseconds?.type.bytes !== 4 || !(milliseconds === first || name.startsWith('GPS'))) return undefined;
  const { offset } = milliseconds;
  return (view, at) => view.getUint32(at + offset, true) * 1000;
}
