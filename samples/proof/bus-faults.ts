import type { Severity } from '../../src/domain/severity.ts';
import { sampleAsc } from '../asc/sample-asc.ts';
import { sampleBlf } from '../blf/sample-blf.ts';
import type { CanFault } from '../can/can-faults.ts';
import type { NetworkFault } from '../can/network-faults.ts';
import type { OperationFault } from '../can/operation-faults.ts';
import { sampleCandump } from '../candump/sample-candump.ts';
import { protectedDbc, sampleDbc } from '../dbc/sample-dbc.ts';
import { sampleMdf4 } from '../mdf4/sample-mdf4.ts';
import { type EthernetFault, sampleCanPcapng, samplePcap } from '../pcap/sample-pcap.ts';
import { sampleTrc } from '../trc/sample-trc.ts';
import type { KnownFault, Place } from './known-fault.ts';

/** Recorders of buses, by the extension of their files. */
export const busRecorders = {
  mf4: (options: Parameters<typeof sampleMdf4>[0]) => sampleMdf4(options).bytes,
  blf: sampleBlf,
  asc: sampleAsc,
  trc: sampleTrc,
  log: sampleCandump,
  pcapng: sampleCanPcapng,
} as const;

const seconds = 120;

/** Previous codes (DM2), which the truck's engine always has. */
const usual = ['j1939-dtc'];

/** A fault on the buses, by default from the middle of two minutes on. */
function onBus(
  fault: CanFault | OperationFault,
  recorder: keyof typeof busRecorders,
  rule: string,
  severity: Severity,
  place: Partial<Place>,
  follows: Record<string, string> = {},
): KnownFault {
  const name = `bus.${recorder}`;
  const make = () => busRecorders[recorder]({ faults: [fault], seconds });
  return {
    fault: `${fault} (buses)`,
    files: [{ name, make }],
    rule,
    severity,
    file: name,
    ...place,
    follows,
    usual,
  };
}

/** A fault of a network other than CAN, in the output of a Vector logger. */
function onNetwork(fault: NetworkFault, recorder: 'asc' | 'blf', topic: string): KnownFault {
  const name = `bus.${recorder}`;
  const make = () => (recorder === 'asc' ? sampleAsc : sampleBlf)({ faults: [fault], seconds });
  return {
    fault: `${fault} (${recorder.toUpperCase()})`,
    files: [{ name, make }],
    rule: 'bus-errors',
    severity: 'warning',
    file: name,
    topic,
    ...begins,
    usual,
  };
}

/** A fault on the car's Ethernet, from the middle of two minutes on. */
function onEthernet(
  fault: EthernetFault,
  ng: boolean,
  rule: string,
  severity: Severity,
  place: Partial<Place>,
): KnownFault {
  const name = ng ? 'ethernet.pcapng' : 'ethernet.pcap';
  const files = [{ name, make: () => samplePcap({ faults: [fault], seconds, ng }) }];
  return {
    fault: `${fault} (Ethernet, ${ng ? 'pcapng' : 'pcap'})`,
    files,
    rule,
    severity,
    file: name,
    ...place,
  };
}

/** The same in a trace whose signals a database names. */
function named(...[fault, rule, severity, place]: [CanFault, string, Severity, Partial<Place>]): KnownFault {
  const known = onBus(fault, 'blf', rule, severity, place);
  const files = [...known.files, { name: 'vehicle.dbc', make: sampleDbc }];
  return { ...known, fault: `${fault} (buses, with a DBC)`, files };
}

const late = { during: [60, 120] } as const;
const begins = { during: [60, 60] } as const;
/** Codes are requested every five and every ten seconds. */
const asked = { during: [60, 72] } as const;

const lamps = 'the control unit asks for the lamp with its code';

/** Faults on CAN buses. */
export const busFaults: KnownFault[] = [
  onBus('misfire', 'mf4', 'obd-dtc', 'error', { topic: 'CAN 1 0x7E8', ...asked }, { 'warning-lamps': lamps }),
  onBus(
    'misfire',
    'trc',
    'warning-lamps',
    'error',
    { topic: 'CAN 1 0x7E8', ...begins },
    { 'obd-dtc': 'the codes that the lamp is for' },
  ),
  onBus('lost-communication', 'blf', 'uds-dtc', 'error', { topic: 'CAN 1 0x77E', ...asked }),
  onBus(
    'overheating',
    'asc',
    'j1939-dtc',
    'critical',
    { topic: 'CAN 2 0x1CECFF00', ...begins },
    { 'warning-lamps': lamps, 'coolant-over-temperature': 'the same coolant is measured' },
  ),
  onBus(
    'overheating',
    'mf4',
    'coolant-over-temperature',
    'error',
    { topic: 'CAN 2 0x18FEEE00', ...late },
    { 'warning-lamps': lamps, 'j1939-dtc': 'the engine itself says so' },
  ),
  onBus('stop-lamp', 'mf4', 'warning-lamps', 'critical', { topic: 'CAN 2 0x18FECA0B', during: [60, 61] }),
  onBus('overspeed', 'mf4', 'engine-overspeed', 'error', { topic: 'CAN 1 0x7E8', ...late }),
  onBus('codes-cleared', 'trc', 'monitors-incomplete', 'info', { topic: 'CAN 1 0x7E8', ...late }),
  onBus('low-fuel', 'mf4', 'low-fuel', 'warning', { topic: 'CAN 1 0x7E8', ...late }),
  named('low-voltage', 'under-voltage', 'error', { topic: 'CAN 1 0x1A1', during: [90, 120] }),
  onBus('low-voltage', 'mf4', 'under-voltage', 'error', { topic: 'CAN 1 0x7E8', during: [90, 120] }),
  onBus(
    'bus-off',
    'log',
    'bus-off',
    'critical',
    { topic: 'can2', ...begins },
    { 'bus-errors': 'the error frames that led to it' },
  ),
  onBus('error-frames', 'mf4', 'bus-errors', 'warning', { topic: 'CAN 1', ...begins }),
  onBus(
    'babbling',
    'blf',
    'bus-load',
    'error',
    { topic: 'CAN 1', ...late },
    { 'topic-gaps': 'its own frames queue on the full bus' },
  ),
  onBus('flooded', 'asc', 'silent-topic', 'warning', { topic: 'CAN 1 0x0C9', ...begins }),
  onBus('refused-services', 'log', 'diagnostic-communication', 'warning', {
    topic: 'can1 0x77E',
    ...begins,
  }),
  onBus('failed-monitor', 'trc', 'obd-dtc', 'warning', { topic: 'CAN 1 0x7E8', ...asked }),
  onBus('reprogramming', 'mf4', 'control-unit-changes', 'warning', { topic: 'CAN 1 0x77E', ...begins }),
  onBus('codes-not-stored', 'asc', 'control-unit-changes', 'warning', { topic: 'CAN 1 0x77E', ...begins }),
  onBus('bus-silenced', 'trc', 'control-unit-changes', 'warning', { topic: 'CAN 1 0x77E', ...begins }),
  onBus('resets', 'log', 'control-unit-changes', 'warning', { topic: 'can1 0x77E', ...begins }),
  onNetwork('ethernet-errors', 'asc', 'Ethernet 1'),
  onNetwork('ethernet-errors', 'blf', 'Ethernet 1'),
  onNetwork('flexray-errors', 'asc', 'FlexRay 1'),
  onNetwork('flexray-errors', 'blf', 'FlexRay 1'),
  onBus('lost-communication', 'pcapng', 'uds-dtc', 'error', { topic: 'can1 0x77E', ...asked }),
  onEthernet('trouble-code', false, 'uds-dtc', 'error', { topic: 'DoIP 0x1001', ...asked }),
  onEthernet('calls-fail', true, 'repeated-log-errors', 'warning', {
    topic: 'SOME/IP 0x1234 method 0x0001',
    during: [60, 61],
  }),
  {
    fault: 'recordings of another vehicle',
    files: [{ name: 'bus.asc', make: () => sampleAsc({ seconds }) }],
    vin: 'WVWZZZ1JZ3W386752',
    rule: 'wrong-vehicle',
    severity: 'warning',
    file: 'bus.asc',
    usual,
  },
  onBus('overrun', 'blf', 'lost-frames', 'warning', { topic: 'CAN 1', ...begins }),
  {
    ...onBus('dropped-frames', 'blf', 'protected-frames', 'warning', { topic: 'CAN 1 0x4C1', ...begins }),
    files: [
      { name: 'bus.blf', make: () => sampleBlf({ faults: ['dropped-frames'], seconds }) },
      { name: 'brakes.dbc', make: protectedDbc },
    ],
  },
  onBus(
    'slow-logger',
    'blf',
    'missing-frames',
    'error',
    { during: [0, 120] },
    {
      'topic-gaps': 'frames lost in a row are gaps',
    },
  ),
  onBus('logger-pause', 'blf', 'recording-pause', 'warning', begins),
];
