import { createRandom } from '../../../../samples/random.ts';

/** Bytes of each type; names as in C, without their `_t`. */
const sizes: Readonly<Record<string, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  float: 4,
  double: 8,
};

/** One number of each type, one after the other, little-endian: whole numbers of any bits, figures of any size. */
export function numberBytes(types: readonly string[], seed: number): Buffer {
  const random = createRandom(seed);
  return Buffer.concat(
    types.map((name) => {
      const type = name.replace('_t', '');
      const size = sizes[type] as number;
      const bytes = Buffer.from(random.bytes(size));
      const figure = (random.next() - 0.5) * 10 ** Math.floor(random.next() * 12 - 4);
      if (type === 'bool') bytes[0] = (bytes[0] as number) & 1;
      if (type === 'float') bytes.writeFloatLE(figure);
      if (type === 'double') bytes.writeDoubleLE(figure);
      return bytes;
    }),
  );
}
