import fc from 'fast-check';
import type { SampleFrame } from '../../../../samples/can/can-event.ts';
import { fdLengths } from '../../../../samples/can/length-code.ts';
import { writeCandump } from '../../../../samples/candump/write-candump.ts';
import type { SampleContainer } from '../../../../samples/databases/sample-container.ts';
import { writeArxml } from '../../../../samples/databases/write-arxml.ts';
import { randomMessages } from '../../../../samples/dbc/layout-messages.ts';
import { createRandom } from '../../../../samples/random.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';

const longest = 64;
/** Bytes of a contained PDU without a header, so that all of them fit behind short headers too. */
const placedBytes = 8;

const layouts = fc.record({
  seed: fc.integer(),
  messages: fc.integer({ min: 1, max: 6 }),
  pdus: fc.uniqueArray(
    // No identifiers of one repeated byte, which are padding to Argus.
    fc.record({ headerId: fc.integer({ min: 1, max: 0xfffffe }), secured: fc.option(fc.nat(4)) }),
    { minLength: 1, maxLength: 4, selector: ({ headerId }) => headerId },
  ),
  header: fc.constantFrom('SHORT-HEADER', 'LONG-HEADER', 'NO-HEADER' as const),
  littleEndian: fc.boolean(),
  extended: fc.boolean(),
});

const frames = fc.array(
  fc.record({
    stepUs: fc.integer({ min: 0, max: 100_000 }),
    seed: fc.integer(),
    message: fc.nat(100),
    inContainer: fc.boolean(),
    /** Which PDUs: the number after the last is one that is not defined. */
    pdus: fc.array(fc.record({ index: fc.nat(4), missing: fc.constantFrom(0, 0, 0, 1, 5) }), {
      maxLength: 5,
    }),
    padding: fc.constantFrom(0, 0x55, 0xcc, 0xff),
    cut: fc.option(fc.nat(12)),
  }),
  { minLength: 1, maxLength: 60, size: 'max' },
);

type Layout = typeof layouts extends fc.Arbitrary<infer T> ? T : never;
type Frame = (typeof frames extends fc.Arbitrary<(infer T)[]> ? T : never) & object;

/** What Argus reads, and the same behind short headers for cantools. */
class ContainerFile {
  readonly container: SampleContainer;
  readonly short: SampleContainer;
  readonly #layout: Layout;

  constructor(layout: Layout) {
    const { seed, pdus, header, extended } = layout;
    this.#layout = layout;
    const definitions = randomMessages(seed + 1, pdus.length).map((message, index) => {
      const secured = pdus[index]?.secured ?? undefined;
      return {
        ...message,
        name: `Pdu_${index}`,
        ...(header !== 'NO-HEADER' && secured !== undefined && { secured }),
      };
    });
    const own = { id: extended ? 0x1abcde00 : 0x150, extended, name: 'Container', length: longest };
    const withId = definitions.map((each, index) => ({ ...each, headerId: pdus[index]?.headerId ?? 0 }));
    const placed = definitions.map((each, index) => ({ ...each, offset: index * (placedBytes + 1) }));
    this.short = { ...own, header: 'SHORT-HEADER', pdus: withId };
    this.container = { ...own, header, pdus: header === 'NO-HEADER' ? placed : withId };
  }

  /** Ours and that for cantools, of the same length. */
  data({ seed, pdus, padding, cut }: Frame): [Uint8Array, Uint8Array] {
    const random = createRandom(seed);
    const { header, littleEndian } = this.#layout;
    const own: number[] = [];
    const short: number[] = [];
    if (header === 'NO-HEADER') {
      own.push(...random.bytes(longest));
      for (const [index, { offset = 0 }] of this.container.pdus.entries()) {
        const { headerId = 0 } = this.short.pdus[index] ?? {};
        short.push(...headerOf('SHORT-HEADER', headerId, placedBytes, false));
        short.push(...own.slice(offset, offset + placedBytes));
      }
    } else {
      for (const { index, missing } of pdus) {
        const pdu = this.short.pdus[index];
        const { headerId = this.#unknownId(), length = 5, secured = 0 } = pdu ?? {};
        const content = random.bytes(Math.max(0, length - missing) + secured);
        if (own.length + 8 + content.length > longest) break;
        own.push(...headerOf(header, headerId, content.length, littleEndian), ...content);
        short.push(...headerOf('SHORT-HEADER', headerId, content.length, false), ...content);
      }
    }
    const whole = fdLengths.find((each) => each >= own.length) ?? longest;
    const isCut = cut !== null && header === 'SHORT-HEADER';
    const length = isCut ? (fdLengths.findLast((each) => each <= Math.max(0, own.length - cut)) ?? 0) : whole;
    const filled = (bytes: number[]) => Uint8Array.from({ length }, (_, index) => bytes[index] ?? padding);
    return [filled(own), filled(short)];
  }

  #unknownId(): number {
    const known = new Set(this.short.pdus.map(({ headerId }) => headerId));
    for (let id = 0x123456; ; id += 1) if (!known.has(id)) return id;
  }
}

function headerOf(
  header: SampleContainer['header'],
  id: number,
  length: number,
  littleEndian: boolean,
): number[] {
  const [idBytes, lengthBytes] = header === 'SHORT-HEADER' ? [3, 1] : [4, 4];
  return [...numberBytes(id, idBytes, littleEndian), ...numberBytes(length, lengthBytes, littleEndian)];
}

function numberBytes(value: number, count: number, littleEndian: boolean): number[] {
  const bytes = Array.from({ length: count }, (_, index) => Math.floor(value / 256 ** index) % 256);
  return littleEndian ? bytes : bytes.toReversed();
}

const files = fc
  .tuple(layouts, frames, fc.bigInt({ min: 1_000_000_000_000_000n, max: 2_000_000_000_000_000n }))
  .map(([layout, drawn, startUs]): RandomFile => {
    const messages = randomMessages(layout.seed, layout.messages);
    const file = new ContainerFile(layout);
    let timeNs = startUs * 1_000n;
    const [own, short] = [[] as SampleFrame[], [] as SampleFrame[]];
    for (const frame of drawn) {
      timeNs += BigInt(frame.stepUs) * 1_000n;
      const message = messages[frame.message % messages.length] as (typeof messages)[number];
      const { id, extended = false } = frame.inContainer ? file.container : message;
      const plain = createRandom(frame.seed).bytes(message.length);
      const [data, other] = frame.inContainer ? file.data(frame) : [plain, plain];
      const common = { timeNs, bus: 1, id, extended, fd: frame.inContainer || data.length > 8 };
      own.push({ ...common, data });
      short.push({ ...common, data: other });
    }
    const { littleEndian, header } = layout;
    const written = {
      bytes: writeCandump(own),
      extension: '.log',
      dbc: writeArxml(messages, { containers: [file.container], littleEndian }),
    };
    if (header === 'SHORT-HEADER' && !littleEndian) return written;
    const peer = {
      bytes: writeCandump(short),
      dbc: writeArxml(messages, { containers: [file.short] }),
      because: 'of containers it knows short headers only, the most significant byte first',
    };
    return { ...written, peer };
  });

export const arxmlFormat: RandomFormat = {
  name: 'arxml',
  reader: 'cantools 45.1.0 on frames of python-can 4.6.1',
  script: 'arxml.py',
  files,
  nearNs: 1_000,
  hasBytes: true,
  hasValues: true,
};
