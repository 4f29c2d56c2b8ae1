import { type PcapOptions, sendEthernet } from '../pcap/sample-pcap.ts';
import { resolveOptions } from '../sample-options.ts';
import { BlfFileWriter, type BlfWriterOptions } from './blf-file-writer.ts';

/** Objects that hold an Ethernet frame. */
export const ethernetObjects = { ETHERNET_FRAME: 71, ETHERNET_FRAME_EX: 120, ETHERNET_FRAME_FORWARDED: 121 };

export interface EthernetBlfOptions
  extends Pick<PcapOptions, 'startTime' | 'seconds' | 'faults'>,
    Omit<BlfWriterOptions, 'startMs'> {
  object?: keyof typeof ethernetObjects;
}

const vlanTag = 0x8100;
const fieldBytes = 32;

/** The Ethernet traffic of the test car, as a Vector logger records it on channel 1. */
export function sampleEthernetBlf(options: EthernetBlfOptions = {}): Uint8Array {
  const {
    object = 'ETHERNET_FRAME_EX',
    startTime: _start,
    seconds: _seconds,
    faults: _faults,
    ...blf
  } = options;
  const { startNs } = resolveOptions({ ...options, faults: [] });
  const startMs = startNs / 1_000_000n;
  const writer = new BlfFileWriter({ ...blf, startMs: Number(startMs) });
  sendEthernet(options, (timeNs, frame) => {
    const body = object === 'ETHERNET_FRAME' ? plainObject(frame) : extendedObject(frame);
    writer.object(ethernetObjects[object], timeNs - startMs * 1_000_000n, body, true);
  });
  return writer.end();
}

/** The layouts of `src/recordings/formats/blf/ethernet-objects.ts`. */
export function plainObject(frame: Uint8Array, channel = 1, direction = 0): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const isTagged = view.getUint16(12) === vlanTag;
  const payload = frame.subarray(isTagged ? 18 : 14);
  const fields = Buffer.alloc(fieldBytes);
  fields.set(frame.subarray(6, 12), 0);
  fields.writeUInt16LE(channel, 6);
  fields.set(frame.subarray(0, 6), 8);
  fields.writeUInt16LE(direction, 14);
  fields.writeUInt16LE(view.getUint16(isTagged ? 16 : 12), 16);
  if (isTagged) {
    fields.writeUInt16LE(vlanTag, 18);
    fields.writeUInt16LE(view.getUint16(14), 20);
  }
  fields.writeUInt16LE(payload.byteLength, 22);
  return Buffer.concat([fields, payload]);
}

export function extendedObject(frame: Uint8Array, channel = 1, direction = 0): Uint8Array {
  const fields = Buffer.alloc(fieldBytes);
  fields.writeUInt16LE(fieldBytes, 0);
  fields.writeUInt16LE(channel, 4);
  fields.writeUInt16LE(direction, 20);
  fields.writeUInt16LE(frame.byteLength, 22);
  return Buffer.concat([fields, frame]);
}
