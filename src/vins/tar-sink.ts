import { Readable } from 'node:stream';
import { createTarPacker } from 'modern-tar';
import type { ExportSink } from './export-vin.ts';

/**
 * An export as a tar, below a folder: written as fast as it is read, and no faster.
 * @param fill what writes it; where that fails, the tar breaks off, and whoever reads it gets an error
 */
export function tarOf(folder: string, fill: (sink: ExportSink) => Promise<unknown>): Readable {
  const { readable, controller } = createTarPacker();
  const sink: ExportSink = {
    async write(path, size, content) {
      const entry = controller.add({ name: `${folder}/${path}`, size, type: 'file' }).getWriter();
      for await (const chunk of content) await entry.write(chunk);
      await entry.close();
    },
  };
  fill(sink).then(
    () => controller.finalize(),
    (error: unknown) => controller.error(error),
  );
  return Readable.fromWeb(readable as Parameters<typeof Readable.fromWeb>[0]);
}
