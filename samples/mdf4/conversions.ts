import type { BlockFile } from './block-file.ts';

/** A CC block of ASAM MDF 4.1. */
export interface SampleConversion {
  /** cc_type. */
  type: number;
  values?: readonly number[];
  /** Texts, or rules that apply instead; undefined for an empty link. */
  references?: readonly (string | SampleConversion | undefined)[];
  /** The link to a rule leads back to this block, which a reader must not follow forever. */
  refersToItself?: boolean;
}

export function writeConversion(file: BlockFile, conversion: SampleConversion): number {
  const { type, values = [], references = [], refersToItself = false } = conversion;
  const links = references.map((reference) => writeReference(file, reference));
  const data = Buffer.alloc(24 + values.length * 8);
  data.writeUInt8(type, 0);
  data.writeUInt16LE(references.length, 4);
  data.writeUInt16LE(values.length, 6);
  for (const [index, value] of values.entries()) data.writeDoubleLE(value, 24 + index * 8);
  const block = file.block('CC', [0, 0, 0, 0, ...links], data);
  if (refersToItself) file.setLink(block, 4 + links.length - 1, block);
  return block;
}

function writeReference(file: BlockFile, reference: string | SampleConversion | undefined): number {
  if (reference === undefined) return 0;
  return typeof reference === 'string' ? file.text('TX', reference) : writeConversion(file, reference);
}
