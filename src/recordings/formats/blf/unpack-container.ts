import { constants, inflateSync } from 'node:zlib';
import type { DamageKind } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import type { ParseLimits } from '../../limits.ts';
import { containerHeaderSize } from './objects.ts';

const methods = { none: 0, zlib: 2 } as const;
/** vblf 0.3.1 puts the head of other objects before a container, which ends in flags and a time. */
const headOfOthers = 32;

export type Unpacked =
  | { ok: true; packed: true; data: Uint8Array<ArrayBuffer>; sizeIsWrong: boolean }
  | { ok: true; packed: false; data: Uint8Array; sizeIsWrong: boolean }
  | { ok: false; kind: Exclude<DamageKind, 'truncated'>; what: string };

/**
 * The data of a container (header included). The claimed size is checked before decompression, which never exceeds
 * it. If a container was `cut`, as much as possible is decompressed.
 */
export function unpackContainer(container: Uint8Array, limits: ParseLimits, cut = false): Unpacked {
  const view = new DataView(container.buffer, container.byteOffset, container.byteLength);
  const method = view.getUint16(16, true);
  const claim = view.getUint32(24, true);
  const content = container.subarray(containerHeaderSize);
  if (view.getUint16(4, true) === headOfOthers) return unpackUnstated(content, limits, cut);
  // Objects may be left as they are under the number of zlib, which no packed data begins like (RFC 1950, 2.2).
  if (method === methods.none || (method === methods.zlib && startsWith(content, 'LOBJ'))) {
    return { ok: true, data: content, packed: false, sizeIsWrong: !cut && claim !== content.byteLength };
  }
  if (method !== methods.zlib) return unknownMethod(method, content);
  if (claim > limits.maxUnpackedBytes) {
    return {
      ok: false,
      kind: 'too_large_unpacked',
      what: `a container of ${content.byteLength} bytes claims to unpack to ${claim} bytes, more than the limit of ${limits.maxUnpackedBytes}`,
    };
  }
  try {
    const data = inflateSync(content, {
      maxOutputLength: Math.max(1, claim),
      // One byte more than expected: if the buffer is full to the last byte, more data follows.
      chunkSize: Math.max(64, claim + 1),
      ...(cut && { finishFlush: constants.Z_SYNC_FLUSH }),
    });
    return { ok: true, data, packed: true, sizeIsWrong: !cut && data.byteLength !== claim };
  } catch {
    return corrupt('a container cannot be unpacked');
  }
}

/**
 * The data of a container whose head states neither method nor size: packed if it can be unpacked, unless it ends before the
 * file does.
 */
function unpackUnstated(content: Uint8Array, { maxUnpackedBytes }: ParseLimits, cut: boolean): Unpacked {
  if (!startsAsZlib(content)) return { ok: true, data: content, packed: false, sizeIsWrong: false };
  try {
    const finish = cut ? { finishFlush: constants.Z_SYNC_FLUSH } : {};
    // Less than 1 is no length for zlib.
    const data = inflateSync(content, { maxOutputLength: Math.max(1, maxUnpackedBytes), ...finish });
    return { ok: true, data, packed: true, sizeIsWrong: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      const what = `a container of ${content.byteLength} bytes unpacks to more than the limit of ${maxUnpackedBytes}`;
      return { ok: false, kind: 'too_large_unpacked', what };
    }
    // The middle of an object may begin like packed data.
    return Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes('LOBJ')
      ? { ok: true, data: content, packed: false, sizeIsWrong: false }
      : corrupt('a container cannot be unpacked');
  }
}

/** If the data matches a known method, the number of the method is damaged. */
function unknownMethod(method: number, content: Uint8Array): Unpacked {
  return startsAsZlib(content) || startsWith(content, 'LOBJ')
    ? corrupt('the packing method of a container is damaged')
    : {
        ok: false,
        kind: 'unsupported',
        what: `a container is packed with method ${method}, which is not supported`,
      };
}

/** RFC 1950, 2.2: method 8, and CMF and FLG as one number are a multiple of 31. */
function startsAsZlib(content: Uint8Array): boolean {
  const [first = 0, second = 0] = content;
  return content.length > 1 && first % 16 === 8 && (first * 256 + second) % 31 === 0;
}

function corrupt(what: string): Unpacked {
  return { ok: false, kind: 'corrupt', what };
}
