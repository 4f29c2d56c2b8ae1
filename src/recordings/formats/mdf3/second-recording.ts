import type { ForwardStream } from '../mdf/forward-stream.ts';
import { idBlockBytes, isMdf3 } from './file-start.ts';

/** An ID block and the letters of the HD block after it. */
const startBytes = idBlockBytes + 2;

/** The first place from `from` on at which another recording begins; −1 if none does. */
export async function findSecondRecording(stream: ForwardStream, from: number): Promise<number> {
  await stream.seek(from);
  let held = Buffer.alloc(0);
  for (;;) {
    const at = stream.offset - held.byteLength;
    const next = await stream.next(1 << 18);
    if (next.byteLength === 0) return -1;
    const bytes = Buffer.concat([held, next]);
    const start = startIn(bytes);
    if (start >= 0) return at + start;
    held = bytes.subarray(Math.max(0, bytes.byteLength - startBytes + 1));
  }
}

function startIn(bytes: Buffer): number {
  for (let at = bytes.indexOf('HD', idBlockBytes); at >= 0; at = bytes.indexOf('HD', at + 1)) {
    if (isMdf3(bytes.subarray(at - idBlockBytes))) return at - idBlockBytes;
  }
  return -1;
}
