import { ascReader } from './asc/read-asc.ts';
import { blfReader } from './blf/read-blf.ts';
import { candbReader } from './candb/read-candb.ts';
import { candumpReader } from './candump/read-candump.ts';
import { canlogReader } from './canlog/read-canlog.ts';
import { companionReader } from './companions/read-companion.ts';
import { csvReader } from './csv/read-csv.ts';
import { cyberReader } from './cyber/read-cyber.ts';
import { dataflashReader } from './dataflash/read-dataflash.ts';
import { arxmlReader, dbcReader, dbfReader, kcdReader, ldfReader, symReader } from './dbc/read-dbc.ts';
import { dltReader } from './dlt/read-dlt.ts';
import { jsonlReader } from './jsonl/read-jsonl.ts';
import { mcapReader } from './mcap/read-mcap.ts';
import { mdf3Reader } from './mdf3/read-mdf3.ts';
import { mdf4Reader } from './mdf4/read-mdf4.ts';
import { nmeaReader } from './nmea/read-nmea.ts';
import { openpilotReader } from './openpilot/read-openpilot.ts';
import { parquetReader } from './parquet/read-parquet.ts';
import { pcapReader } from './pcap/read-pcap.ts';
import type { RecordingReader } from './recording-reader.ts';
import { ros1bagReader } from './ros1bag/read-ros1bag.ts';
import { ros2db3Reader } from './ros2db3/read-ros2db3.ts';
import { textlogReader } from './textlog/read-textlog.ts';
import { tlogReader } from './tlog/read-tlog.ts';
import { trackReader } from './track/read-track.ts';
import { trcReader } from './trc/read-trc.ts';
import { ulogReader } from './ulog/read-ulog.ts';
import { vboReader } from './vbo/read-vbo.ts';

/** Every supported format: each has a folder and a line here. The first that detects a file reads it. */
export const readers: readonly RecordingReader[] = [
  mcapReader,
  ulogReader,
  dataflashReader,
  cyberReader,
  ros1bagReader,
  candbReader,
  ros2db3Reader,
  mdf4Reader,
  mdf3Reader,
  dltReader,
  pcapReader,
  parquetReader,
  dbcReader,
  kcdReader,
  arxmlReader,
  symReader,
  ldfReader,
  dbfReader,
  canlogReader,
  blfReader,
  ascReader,
  trcReader,
  candumpReader,
  nmeaReader,
  vboReader,
  trackReader,
  tlogReader,
  openpilotReader,
  jsonlReader,
  textlogReader,
  companionReader,
  csvReader,
];
