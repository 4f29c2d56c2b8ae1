import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { detectionBytes } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import { companionFiles, companionFormat } from '../../summary/companion.ts';
import { emptySummary } from '../../summary/empty-summary.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { cleanText } from '../../summary/text.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { ardupilotFiles } from './ardupilot.ts';
import { checksums } from './checksums.ts';
import type { Companion } from './companion-reader.ts';
import { json, yaml } from './documents.ts';
import { media } from './media.ts';
import { parameters } from './parameters.ts';
import { jsonRecords } from './records.ts';
import { rosbag2Metadata } from './rosbag2-metadata.ts';
import { sqliteShm, sqliteWal } from './sqlite-wal.ts';
import { texts } from './texts.ts';

/** The first that detects a file reads it. */
const companions: readonly Companion[] = [
  media,
  ardupilotFiles,
  sqliteWal,
  sqliteShm,
  rosbag2Metadata,
  checksums,
  parameters,
  jsonRecords,
  json,
  yaml,
  texts,
];

/** Metadata of a bag with thousands of topics and their quality-of-service definitions has 2 MiB. */
const companionBytes = 8 * 1024 * 1024;
const pathLength = 200;

const companionOf = (head: Uint8Array) => companions.find((each) => each.detects(head));

/**
 * Companions of recordings are not recordings: they have no messages of their own, and do not fail. The last of the
 * readers, since some are plain text.
 */
export const companionReader: RecordingReader = {
  format: companionFormat,
  detects: (head) => companionOf(head) !== undefined,
  read: readCompanion,
};

async function readCompanion(source: ByteSource, { signal }: ReadOptions): Promise<FileSummary> {
  const { size } = source;
  const reader = new ByteReader(source, signal);
  try {
    const head = Math.min(size, detectionBytes);
    await reader.fill(head);
    const companion = companionOf(reader.slice(0, head));
    if (!companion) return emptySummary(size, { code: 'unknown_format', message: 'It is no companion.' });
    if (size > companionBytes && !companion.readsBeginning) {
      const message = `This file beside recordings has ${size} bytes; one of more than ${companionBytes} is not read.`;
      return emptySummary(size, { code: 'too_large_unpacked', message }, companionFormat);
    }
    const taken = companion.readsBeginning ? head : size;
    await reader.fill(taken);
    const { verdict, files = [] } = companion.read(reader.slice(0, taken), size);
    const named = files
      .slice(0, companionFiles)
      .map((file) => ({ ...file, path: cleanText(file.path, pathLength) }));
    return {
      ...emptySummary(size, verdict, companionFormat),
      companion: { kind: companion.kind, files: named },
    };
  } finally {
    await reader.close();
  }
}
