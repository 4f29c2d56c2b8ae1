import fc from 'fast-check';
import { apolloType } from '../../../../samples/cyber/apollo-types.ts';
import { RecordWriter } from '../../../../samples/cyber/record-writer.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';

const figure = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
const whole = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

const header = fc.record({
  timestamp_sec: figure,
  module_name: fc.constant('random'),
  sequence_num: fc.nat(),
});
const point = fc.record({ x: figure, y: figure, z: figure }, { requiredKeys: [] });

/** Fields of some types of Apollo; any of them may be absent. */
const contents = [
  {
    type: apolloType('modules/canbus/proto/chassis.proto', 'apollo.canbus.Chassis'),
    fields: fc.record(
      {
        engine_started: fc.boolean(),
        engine_rpm: fc.float({ noNaN: true, noDefaultInfinity: true }),
        speed_mps: fc.float({ noNaN: true, noDefaultInfinity: true }),
        driving_mode: fc.constantFrom(0, 1, 4),
        header,
        chassis_error_mask: whole,
        battery_soc_percentage: whole,
      },
      { requiredKeys: [] },
    ),
  },
  {
    type: apolloType(
      'modules/localization/proto/localization.proto',
      'apollo.localization.LocalizationEstimate',
    ),
    fields: fc.record(
      {
        header,
        pose: fc.record({ position: point, linear_velocity: point, heading: figure }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    ),
  },
  {
    type: apolloType('modules/planning/proto/planning.proto', 'apollo.planning.ADCTrajectory'),
    fields: fc.record(
      {
        header,
        total_path_length: figure,
        trajectory_point: fc.array(fc.record({ v: figure, a: figure }), { maxLength: 4, size: 'max' }),
      },
      { requiredKeys: [] },
    ),
  },
];

const message = fc.integer({ min: 0, max: contents.length - 1 }).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    fields: (contents[kind] as (typeof contents)[number]).fields,
    channel: fc.constantFrom('a', 'b'),
    stepNs: fc.oneof(fc.integer({ min: 0, max: 5_000_000 }), fc.integer({ min: 0, max: 2_000_000_000 })),
  }),
);

const files = fc
  .record({
    startNs: fc.bigInt({ min: 1_000_000_000_000_000_000n, max: 2_000_000_000_000_000_000n }),
    messagesPerChunk: fc.integer({ min: 1, max: 40 }),
    messages: fc.array(message, { minLength: 1, maxLength: 60, size: 'max' }),
  })
  .map(({ startNs, messagesPerChunk, messages }): RandomFile => {
    const writer = new RecordWriter({ messagesPerChunk });
    const known = new Set<string>();
    let timeNs = startNs;
    for (const { kind, fields, channel, stepNs } of messages) {
      timeNs += BigInt(stepNs);
      const { type } = contents[kind] as (typeof contents)[number];
      const name = `/random/${channel}${kind}`;
      if (!known.has(name)) writer.channel(name, type.name, type.protoDesc);
      known.add(name);
      writer.message(name, timeNs, type.encode(fields));
    }
    return { bytes: writer.bytes(), extension: '.record' };
  });

export const cyberFormat: RandomFormat = {
  name: 'cyber',
  reader: 'cyber_record 0.1.13',
  script: 'cyber.py',
  files,
  hasValues: true,
};
