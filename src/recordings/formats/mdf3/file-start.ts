import { startsWith } from '../../bytes/file-head.ts';

/** ID block (MDF 3.3, "Identification block"): the HD block follows it. */
export const idBlockBytes = 64;

const finished = 'MDF     ';
const unfinished = 'UnFinMF ';

/** Standard flags of a recording that was not finished (3.3): its groups' numbers of records are not right. */
const countersMissing = 1;

/** The first version that can say that a recording was not finished. */
export const versionWithMark = 330;

/** What the first block says about the whole file. */
export interface FileStart {
  /** Such as 330 for 3.30. */
  version: number;
  /** Of the values of channels without an order of their own. */
  littleEndian: boolean;
  /** The format of floating-point numbers in the blocks. */
  floats: 'ieee' | 'vaxG' | 'vaxD';
  /** Number of the code page of its texts; 0 if it names none. */
  codePage: number;
  /** The numbers of records were not written, since the recording was not finished. */
  countersMissing: boolean;
}

/** Versions 2.00 to 3.30; version 4 has other blocks. */
export function isMdf3(head: Uint8Array): boolean {
  const isMdf = startsWith(head, finished) || startsWith(head, unfinished);
  if (!isMdf) return false;
  return ((head[8] === 0x32 || head[8] === 0x33) && head[9] === 0x2e) || hasNumberAlone(head);
}

/** Kvaser's converters leave the text of the version empty: its number stands behind the byte order. */
function hasNumberAlone(head: Uint8Array): boolean {
  if (head.byteLength < idBlockBytes || head.subarray(8, 16).some((byte) => byte !== 0)) return false;
  const { version } = readFileStart(head);
  return version >= 200 && version < 400;
}

/** `head`: the ID block. */
export function readFileStart(head: Uint8Array): FileStart {
  const view = new DataView(head.buffer, head.byteOffset, idBlockBytes);
  const isUnfinished = startsWith(head, unfinished);
  const littleEndian = view.getUint16(24, true) === 0;
  const order = (at: number) => view.getUint16(at, littleEndian);
  return {
    version: order(28),
    littleEndian,
    floats: (['ieee', 'vaxG', 'vaxD'] as const)[order(26)] ?? 'ieee',
    codePage: order(30),
    countersMissing: isUnfinished && (order(60) & countersMissing) !== 0,
  };
}
