import { type CanDriveOptions, canDrive } from '../can/can-drive.ts';
import { type CanEvent, isSampleFrame } from '../can/can-event.ts';
import { sampleVin } from '../can/car-traffic.ts';
import { DltWriter } from '../dlt/dlt-writer.ts';
import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { type Scheduled, ticksOf } from '../schedule.ts';
import {
  doip,
  doipDiagnostic,
  type Endpoint,
  serviceDiscovery,
  socketCanFrame,
  someIp,
  tcpFrame,
  udpFrame,
} from './packets.ts';
import { type CaptureWriter, PcapngWriter, type PcapStyle, PcapWriter } from './pcap-writer.ts';

/** Faults on the car's Ethernet, from the middle of the recording on. */
export const ethernetFaults = ['trouble-code', 'calls-fail'] as const;
export type EthernetFault = (typeof ethernetFaults)[number];

export interface PcapOptions extends Pick<SampleOptions, 'startTime' | 'seconds'> {
  faults?: readonly EthernetFault[];
  /** A pcapng file; otherwise pcap in that style. */
  ng?: boolean;
  style?: PcapStyle;
}

const faultsFrom = 0.5;

/** SOME/IP: a client requests the state of the steering, which also sends its angle. */
const steering: Endpoint = { host: 10, port: 30_501 };
const computer: Endpoint = { host: 20, port: 41_000 };
const discovery: Endpoint = { host: 10, port: 30_490 };
const gateway: Endpoint = { host: 1, port: 13_400 };
const tester: Endpoint = { host: 99, port: 50_123 };
const logger: Endpoint = { host: 98, port: 3_490 };
const testerAddress = 0x0e00;
const gatewayAddress = 0x1001;
const steeringService = 0x1234;

type Traffic = 'angle' | 'state' | 'offer' | 'diagnosis' | 'log';

const traffic: Scheduled<Traffic>[] = [
  { hertz: 20, phase: 0.2, payload: 'angle' },
  { hertz: 1, phase: 0.4, payload: 'state' },
  { hertz: 1, phase: 0.6, payload: 'offer' },
  { hertz: 0.2, phase: 0.1, payload: 'diagnosis' },
  { hertz: 2, phase: 0.8, payload: 'log' },
];

export function writeSamplePcap(options: PcapOptions = {}): CaptureWriter {
  const writer = options.ng ? ngWriter() : new PcapWriter(options.style);
  sendEthernet(options, (timeNs, frame) => writer.packet(timeNs, frame));
  return writer;
}

/** The Ethernet traffic at a switch of the test car: SOME/IP, a tester on DoIP, DLT. */
export function sendEthernet(
  options: Pick<PcapOptions, 'startTime' | 'seconds' | 'faults'>,
  packet: (timeNs: bigint, frame: Uint8Array) => void,
): void {
  const { startNs, seconds } = resolveOptions({ ...options, faults: [] });
  const faults = new Set(options.faults);
  const send = (at: number, frame: Uint8Array) =>
    packet(startNs + BigInt(Math.round(at * 1e6)) * 1000n, frame);
  const diagnosis = new Diagnosis(send);
  for (const { at, index, payload } of ticksOf(traffic, seconds)) {
    const has = (fault: EthernetFault) => faults.has(fault) && at >= seconds * faultsFrom;
    if (payload === 'angle') {
      const event = { service: steeringService, method: 0x8001, session: index + 1, type: 2 };
      send(at, udpFrame(steering, computer, someIp(event, Buffer.of(index & 0xff, 0, 0, 0)), { vlan: 5 }));
    } else if (payload === 'state') {
      const call = { service: steeringService, method: 0x0001, session: index + 1 };
      send(at, udpFrame(computer, steering, someIp({ ...call, type: 0 })));
      const answer = has('calls-fail') ? { type: 0x81, returnCode: 4 } : { type: 0x80 };
      send(at + 0.002, udpFrame(steering, computer, someIp({ ...call, ...answer })));
    } else if (payload === 'offer') {
      const offer = { type: 1, service: steeringService, instance: 1, timeToLive: 3 };
      send(at, udpFrame(discovery, { host: 255, port: 30_490 }, serviceDiscovery([offer])));
    } else if (payload === 'diagnosis') {
      diagnosis.session(at, has('trouble-code'));
    } else {
      const place = { timeNs: 0n, uptimeSeconds: 12 + at, ecu: 'GW', app: 'ROUT', context: 'ETH' };
      const log = new DltWriter({ framing: 'none' });
      log.log('info', place, [{ text: 'ports up' }, { int: 4 }]);
      send(at, udpFrame({ host: 1, port: 3_490 }, logger, log.bytes()));
    }
  }
}

export function samplePcap(options: PcapOptions = {}): Uint8Array {
  return writeSamplePcap(options).bytes();
}

function ngWriter(): PcapngWriter {
  const writer = new PcapngWriter({ software: 'sample 1.0' });
  writer.interface({ linkType: 1, name: 'eth0' });
  return writer;
}

/** A tester that queries the gateway over one connection; responses come in two segments each. */
class Diagnosis {
  readonly #send: (at: number, frame: Uint8Array) => void;
  #asked = 1_000;
  #answered = 4_294_967_000;

  constructor(send: (at: number, frame: Uint8Array) => void) {
    this.#send = send;
  }

  session(at: number, hasTroubleCode: boolean): void {
    const dtcs = hasTroubleCode ? [0xc1, 0x00, 0x87, 0x2f] : [];
    this.#exchange(
      at,
      doip(0x0005, [0x0e, 0x00, 0, 0, 0, 0, 0]),
      doip(0x0006, [0x0e, 0, 0x10, 1, 0x10, 0, 0, 0, 0]),
    );
    this.#ask(at + 0.1, [0x22, 0xf1, 0x90], [0x62, 0xf1, 0x90, ...Buffer.from(sampleVin)]);
    this.#ask(at + 0.2, [0x19, 0x02, 0xff], [0x59, 0x02, 0xff, ...dtcs]);
    this.#ask(at + 0.3, [0x22, 0xf1, 0x89], [0x62, 0xf1, 0x89, ...Buffer.from('GW-2.7.1')]);
  }

  #ask(at: number, request: number[], response: number[]): void {
    this.#exchange(
      at,
      doipDiagnostic(testerAddress, gatewayAddress, request),
      doipDiagnostic(gatewayAddress, testerAddress, response),
    );
  }

  #exchange(at: number, request: Uint8Array, response: Uint8Array): void {
    this.#send(at, tcpFrame(tester, gateway, { sequence: this.#asked, payload: request }));
    this.#asked += request.byteLength;
    const half = response.byteLength >> 1;
    for (const [index, payload] of [response.subarray(0, half), response.subarray(half)].entries()) {
      this.#send(at + 0.01 + index * 0.001, tcpFrame(gateway, tester, { sequence: this.#answered, payload }));
      this.#answered = (this.#answered + payload.byteLength) >>> 0;
    }
  }
}

/** The buses of the test car and truck as captured by Linux: `can1` to `can3` in one file. */
export function sampleCanPcapng(options: CanDriveOptions = {}): Uint8Array {
  const writer = new PcapngWriter();
  for (const number of [1, 2, 3]) writer.interface({ linkType: 227, name: `can${number}`, resolution: 9 });
  for (const event of canDrive(options)) {
    const frame = frameOf(event);
    writer.packet(event.timeNs, frame, event.bus - 1);
  }
  return writer.bytes();
}

/** linux/can/error.h: class, and the bytes of state and of bit errors. */
const errorBytes: Record<string, [errorClass: number, state: number, bits: number]> = {
  'error frame': [0x88, 0, 0x04],
  'overload frame': [0x88, 0, 0x20],
  'error warning': [0x84, 0x08, 0],
  'error passive': [0x84, 0x20, 0],
  'bus off': [0xc0, 0, 0],
  overrun: [0x84, 0x01, 0],
};

function frameOf(event: CanEvent): Uint8Array {
  if (isSampleFrame(event)) return socketCanFrame(event);
  const [errorClass, state, bits] = errorBytes[event.error] ?? [0, 0, 0];
  return Buffer.of(0x20, 0, 0, errorClass, 8, 0, 0, 0, 0, state, bits, 0, 0, 0, 0, 0);
}
