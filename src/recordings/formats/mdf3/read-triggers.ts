import type { Mdf3Blocks } from './blocks.ts';
import type { Trigger } from './definitions.ts';

/** Fields before the events of a TR block. */
const headBytes = 10;

/** Three numbers of 8 bytes. */
const eventBytes = 24;

/** The events of a TR block (MDF 3.3, "Trigger block"); none if there is none that can be read. */
export async function readTriggers(blocks: Mdf3Blocks, link: number): Promise<Trigger[]> {
  const block = link === 0 ? undefined : await blocks.block(link, 'TR', headBytes);
  if (!block) return [];
  const comment = await blocks.text(block.u32(4));
  const count = Math.min(block.u16(8), Math.floor((block.size - headBytes) / eventBytes));
  return Array.from({ length: count }, (_, index) => {
    const at = headBytes + index * eventBytes;
    const [seconds, before, after] = [block.real(at), block.real(at + 8), block.real(at + 16)];
    return { offset: link, comment, seconds, before, after };
  });
}
