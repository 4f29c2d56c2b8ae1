import type { StoredBlocks } from '../../messages/measurement-sink.ts';
import { type BlockReader, blockHeaderSize, u64 } from './blocks.ts';

/** Lists of texts and of events have a few thousand. */
const maxLinks = 2 ** 20;

/** The blocks of a recording as they are stored, without their guards. */
export function storedBlocks(blocks: BlockReader): StoredBlocks {
  const { pages, base } = blocks;
  return {
    async block(link) {
      const offset = await blocks.follow(link);
      const header = await blocks.header(offset);
      if (!header || header.linkCount > maxLinks) return undefined;
      const { id, length, linkCount } = header;
      if (length < blockHeaderSize || offset + length > pages.size) return undefined;
      const bytes = await pages.read(offset + blockHeaderSize, 8 * linkCount);
      if (!bytes) return undefined;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const links = Array.from({ length: linkCount }, (_, index) => {
        const relative = u64(view, 8 * index);
        return relative === 0 ? 0 : relative + base;
      });
      return { id, offset, length, links };
    },
    bytes: (offset, length) => pages.read(offset, length),
  };
}
