import { dbcReader } from './dbc/read-dbc.ts';
import { mcapReader } from './mcap/read-mcap.ts';
import type { RecordingReader } from './recording-reader.ts';
import { ulogReader } from './ulog/read-ulog.ts';

/** Every format that can be read: a folder and a line here. The first that detects a file reads it. */
export const readers: readonly RecordingReader[] = [mcapReader, ulogReader, dbcReader];
