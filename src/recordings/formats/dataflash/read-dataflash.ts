import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import { emptySummary } from '../../summary/empty-summary.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { formatSize, formatType, head1, head2 } from './layout.ts';

/** ArduPilot's `AP_Logger_Encryption.cpp`: the rest of the log is ciphertext. */
const encryptedMagic = 'APLOGE1\0';

export const dataflashReader: RecordingReader = {
  format: 'dataflash',
  detects: (head) => startsWith(head, encryptedMagic) || hasDefinitions(head),
  read: readDataflash,
};

/**
 * Summarises a log of ArduPilot. Its times count from the start of the system; a GPS position reveals when that was.
 */
async function readDataflash(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const { signal } = options;
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const [{ findClock }, { LoggedMessages }, { MessageWalk }] = await Promise.all([
    import('./find-clock.ts'),
    import('./logged-messages.ts'),
    import('./message-walk.ts'),
  ]);
  if (await isEncrypted(source, signal)) {
    const message =
      'This ArduPilot log is encrypted. Decrypt it with the private key that belongs to the firmware, and upload the .bin file.';
    return emptySummary(source.size, { code: 'encrypted', message, salvaged_messages: 0 }, 'dataflash');
  }
  const clock = await findClock(source, signal);
  const messages = new LoggedMessages(builder, clock);
  const reader = new ByteReader(source, signal);
  const walk = new MessageWalk(reader, {
    message: (layout, at) => {
      messages.read(layout, reader.bytes, reader.view, at, reader.offset);
      return true;
    },
    damage: (kind, start, end, what) => damage.add(kind, start, end, what),
  });
  try {
    await walk.run();
  } finally {
    await reader.close();
  }
  const kind = clock.startedUs === undefined ? 'boot' : 'unix';
  return builder.finish({ format: 'dataflash', sizeBytes: source.size, damage, clock: kind });
}

async function isEncrypted(source: ByteSource, signal: AbortSignal | undefined): Promise<boolean> {
  const reader = new ByteReader(source, signal);
  try {
    await reader.fill(Math.min(source.size, encryptedMagic.length));
    return startsWith(reader.slice(0, Math.min(reader.available, encryptedMagic.length)), encryptedMagic);
  } finally {
    await reader.close();
  }
}

/** A definition at the beginning or, where that is damaged, two of them in a row. */
function hasDefinitions(head: Uint8Array): boolean {
  if (isDefinition(head, 0) && head[3] !== undefined) return true;
  for (let at = head.indexOf(head1); at >= 0; at = head.indexOf(head1, at + 1)) {
    if (isDefinition(head, at) && isDefinition(head, at + formatSize)) return true;
  }
  return false;
}

function isDefinition(head: Uint8Array, at: number): boolean {
  return head[at] === head1 && head[at + 1] === head2 && head[at + 2] === formatType;
}
