import type { RepairOutput } from './recording-repair.ts';

/** ID and HD block, which are written last (ASAM MDF 4.1). */
export const headBytes = 64 + 104;

/** Header of a block: identifier, reserved bytes, length, number of links. */
export function blockHead(id: string, length: number, links: readonly number[]): Buffer {
  const head = Buffer.alloc(24 + 8 * links.length);
  head.write(`##${id}`, 0, 'latin1');
  head.writeBigUInt64LE(BigInt(length), 8);
  head.writeBigUInt64LE(BigInt(links.length), 16);
  for (const [index, link] of links.entries()) head.writeBigUInt64LE(BigInt(link), 24 + 8 * index);
  return head;
}

/** Blocks begin at multiples of 8 bytes. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** Writes blocks one after the other, after the space for the head. */
export class Mdf4Output {
  position = 0;
  readonly #output: RepairOutput;

  constructor(output: RepairOutput) {
    this.#output = output;
    this.write(Buffer.alloc(headBytes));
  }

  /** Takes the bytes as its own. */
  write(bytes: Uint8Array): void {
    this.position += bytes.byteLength;
    this.#output.write(bytes);
  }

  pad(): void {
    const padding = aligned(this.position) - this.position;
    if (padding > 0) this.write(Buffer.alloc(padding));
  }

  /** Returns where the block begins. */
  block(id: string, links: readonly number[], data: Uint8Array): number {
    const at = this.position;
    this.write(blockHead(id, 24 + 8 * links.length + data.byteLength, links));
    this.write(data);
    this.pad();
    return at;
  }

  /** Overwrites ID and HD block. */
  head(bytes: Uint8Array): void {
    this.#output.rewrite(bytes, 0);
  }
}
