import { type SampleChannel, signalTypes } from './channels.ts';

const bigTypes: readonly number[] = [
  signalTypes.unsignedBig,
  signalTypes.signedBig,
  signalTypes.floatBig,
  signalTypes.doubleBig,
];
const littleTypes: readonly number[] = [
  signalTypes.unsignedLittle,
  signalTypes.signedLittle,
  signalTypes.floatLittle,
  signalTypes.doubleLittle,
];
const floats: readonly number[] = [
  signalTypes.float,
  signalTypes.double,
  signalTypes.floatBig,
  signalTypes.doubleBig,
  signalTypes.floatLittle,
  signalTypes.doubleLittle,
];

/** Puts a raw value in its place of a record; whole numbers of any bits, numbers of 32 or 64, or a text. */
export function putValue(
  record: Buffer,
  { type, at, bits }: SampleChannel,
  value: number | bigint | string,
  bigEndian: boolean,
): void {
  const byte = at >> 3;
  const little = littleTypes.includes(type) || (!bigTypes.includes(type) && !bigEndian);
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  if (typeof value === 'string') record.write(value, byte, bits >> 3, 'latin1');
  else if (floats.includes(type)) {
    if (bits === 32) view.setFloat32(byte, Number(value), little);
    else view.setFloat64(byte, Number(value), little);
  } else putBits(record, { byte, shift: at & 7, bits, little }, BigInt(value));
}

function putBits(
  record: Buffer,
  { byte, shift, bits, little }: { byte: number; shift: number; bits: number; little: boolean },
  value: bigint,
): void {
  const bytes = Math.ceil((shift + bits) / 8);
  const written = BigInt.asUintN(bits, value) << BigInt(shift);
  for (let index = 0; index < bytes; index += 1) {
    const place = byte + (little ? index : bytes - 1 - index);
    record[place] = (record[place] as number) | Number((written >> BigInt(index * 8)) & 0xffn);
  }
}
