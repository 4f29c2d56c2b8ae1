import fc from 'fast-check';
import type { CanEvent, SampleFrame } from '../../../../samples/can/can-event.ts';
import { fdLengths } from '../../../../samples/can/length-code.ts';
import { busErrorKinds } from '../../../../src/recordings/meaning/can/can-frame.ts';

export interface EventOptions {
  buses?: number;
  fd?: boolean;
  remote?: boolean;
  errors?: boolean | 'no overload frames';
  /** The unit of times, in nanoseconds. */
  unitNs?: bigint;
  /** Frames of these identifiers only. */
  ids?: readonly { id: number; extended: boolean }[];
}

/** After 2000 and before 2038, in whole seconds and a fraction. */
const starts = fc.record({
  seconds: fc.integer({ min: 946_771_200, max: 2_145_916_800 }),
  us: fc.integer({ min: 0, max: 999_999 }),
});

const anyId = fc.oneof(
  fc.record({ id: fc.integer({ min: 0, max: 0x7ff }), extended: fc.constant(false) }),
  fc.record({ id: fc.integer({ min: 0, max: 0x1fff_ffff }), extended: fc.constant(true) }),
);

/** Frames and errors of several buses, in the order of their times. */
export function canEvents(options: EventOptions = {}): fc.Arbitrary<CanEvent[]> {
  const { buses = 4, errors = false, unitNs = 1_000n } = options;
  const kinds = busErrorKinds.filter((kind) => errors === true || kind !== 'overload frame');
  return fc
    .array(options.ids ? fc.constantFrom(...options.ids) : anyId, { minLength: 1, maxLength: 8, size: 'max' })
    .chain((ids) => {
      const event = fc.record({
        gap: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 3_000_000 })),
        bus: fc.integer({ min: 1, max: buses }),
        content: fc.oneof(
          { arbitrary: frame(ids, options), weight: 20 },
          { arbitrary: fc.constantFrom(...kinds).map((error) => ({ error })), weight: errors ? 2 : 0 },
        ),
      });
      return fc.tuple(starts, fc.array(event, { minLength: 1, maxLength: 120, size: 'max' }));
    })
    .map(([{ seconds, us }, events]) => {
      let timeNs = ((BigInt(seconds) * 1_000_000_000n + BigInt(us) * 1_000n) / unitNs) * unitNs;
      return events.map(({ gap, bus, content }) => {
        timeNs += ((BigInt(gap) * 1_000n) / unitNs) * unitNs;
        return { timeNs, bus, ...content } as CanEvent;
      });
    });
}

function frame(
  ids: readonly { id: number; extended: boolean }[],
  { fd = false, remote = false }: EventOptions,
): fc.Arbitrary<Omit<SampleFrame, 'timeNs' | 'bus'>> {
  const classic = fc.uint8Array({ maxLength: 8, size: 'max' }).map((data) => ({ data }));
  const flexible = fc
    .constantFrom(...fdLengths)
    .chain((length) => fc.uint8Array({ minLength: length, maxLength: length, size: 'max' }))
    .map((data) => ({ data, fd: true }));
  const requests = fc
    .integer({ min: 0, max: 8 })
    .map((length) => ({ data: new Uint8Array(length), remote: true }));
  return fc
    .tuple(
      fc.constantFrom(...ids),
      fc.oneof(
        { arbitrary: classic, weight: 8 },
        { arbitrary: flexible, weight: fd ? 5 : 0 },
        { arbitrary: requests, weight: remote ? 2 : 0 },
      ),
    )
    .map(([id, content]) => ({ ...id, ...content }));
}

/** Only frames. */
export function canFrames(options: EventOptions = {}): fc.Arbitrary<SampleFrame[]> {
  return canEvents({ ...options, errors: false }) as fc.Arbitrary<SampleFrame[]>;
}
