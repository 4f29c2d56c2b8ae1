import type { TimedFrame } from '../../../samples/can/can-event.ts';
import { fastPacketFrames, singleFrame } from '../../../samples/can/nmea2000.ts';
import { createRandom } from '../../../samples/random.ts';

/** Group, bytes of its fast packets (0: one frame), and the bytes that stay 0: instance, or what is measured. */
const groups: [pgn: number, fast: number, fixed: number[]][] = [
  [127245, 0, [0]],
  [127488, 0, [0]],
  [127489, 26, [0, 20, 21, 22, 23]],
  [127490, 12, [0]],
  [127491, 15, [0]],
  [127493, 0, [0, 6]],
  [127505, 0, [0]],
  [127506, 11, [1]],
  [127508, 0, [0]],
  [127751, 0, [1]],
  [128002, 0, [0]],
  [128003, 0, [0]],
  [128259, 0, []],
  [128267, 0, []],
  [129026, 0, []],
  [129029, 43, []],
  [130306, 0, []],
  [130310, 0, []],
  [130311, 0, [1]],
  [130312, 0, [1, 2]],
  [130313, 0, [1]],
  [130316, 0, [1, 2]],
];

const rounds = 60;

/** Every group whose figures are read, in random bytes, among them many at the ends of their range. */
export function askedFrames(): TimedFrame[] {
  const random = createRandom(11);
  const edges = [0x00, 0x7d, 0x7f, 0x80, 0xfc, 0xfd, 0xfe, 0xff];
  const byte = () =>
    random.next() < 0.4
      ? (edges[Math.floor(random.next() * edges.length)] as number)
      : Math.floor(random.next() * 256);
  return Array.from({ length: rounds }, (_, round) =>
    groups.flatMap(([pgn, fast, fixed], index) => {
      const message = Uint8Array.from({ length: fast || 8 }, byte);
      for (const at of fixed) message[at] = 0;
      const time = round + index / 50;
      return fast === 0
        ? [singleFrame(time, pgn, 5, message)]
        : fastPacketFrames(time, pgn, 5, message, round % 8);
    }),
  ).flat();
}

/** As `candump -l` writes them. */
function log(): Uint8Array {
  const lines = askedFrames().map(({ at, id, data }) => {
    const payload = Buffer.from(data).toString('hex').toUpperCase();
    return `(${(1_773_475_200 + at).toFixed(6)}) can0 ${id.toString(16).toUpperCase().padStart(8, '0')}#${payload}\n`;
  });
  return Buffer.from(lines.join(''));
}

export const samples = { 'groups.log': log };
