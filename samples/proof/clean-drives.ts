import { writeZip } from '../archives/write-zip.ts';
import { sampleCandb } from '../candb/sample-candb.ts';
import { sampleCanlog } from '../canlog/sample-canlog.ts';
import { sampleCanCsv } from '../csv/sample-can-csv.ts';
import { sampleCsv } from '../csv/sample-csv.ts';
import { sampleEngineCsv } from '../csv/sample-engine-csv.ts';
import { sampleCyber } from '../cyber/sample-cyber.ts';
import { sampleDatabases } from '../databases/sample-databases.ts';
import { sampleDataflash } from '../dataflash/sample-dataflash.ts';
import { sampleDlt } from '../dlt/sample-dlt.ts';
import { sampleJsonl } from '../jsonl/sample-jsonl.ts';
import { sampleJsonMcap } from '../mcap/sample-json-mcap.ts';
import { sampleMcap } from '../mcap/sample-mcap.ts';
import { sampleMdf3 } from '../mdf3/sample-mdf3.ts';
import { sampleNmea } from '../nmea/sample-nmea.ts';
import { sampleOpenpilot } from '../openpilot/sample-openpilot.ts';
import { sampleParquet } from '../parquet/sample-parquet.ts';
import { samplePcap } from '../pcap/sample-pcap.ts';
import { planDrive } from '../plan-drive.ts';
import { sampleRos1bag } from '../ros1bag/sample-ros1bag.ts';
import { sampleRos2db3 } from '../ros2db3/sample-ros2db3.ts';
import { sampleTextlog } from '../textlog/sample-textlog.ts';
import { textlogStyles } from '../textlog/write-textlog.ts';
import { sampleTlog } from '../tlog/sample-tlog.ts';
import { sampleTrack } from '../track/sample-track.ts';
import { sampleUlog } from '../ulog/sample-ulog.ts';
import { sampleVbo } from '../vbo/sample-vbo.ts';
import { busRecorders } from './bus-faults.ts';
import { carDrive } from './drives.ts';
import type { ProofFile } from './known-fault.ts';

export interface CleanDrive {
  drive: string;
  files: ProofFile[];
}

function one(drive: string, name: string, make: () => Uint8Array): CleanDrive {
  return { drive, files: [{ name, make }] };
}

/** Files that rosbag2 writes beside its recordings, as far as Argus reads them. */
const rosbag2Metadata = Buffer.from(`rosbag2_bagfile_information:
  version: 5
  storage_identifier: sqlite3
  relative_file_paths:
    - logger.db3
`);

/** Drives without faults. */
export const cleanDrives: readonly CleanDrive[] = [
  ...[1, 2, 3].map((seed) => ({ drive: `car, seed ${seed}`, files: carDrive([], seed) })),
  {
    drive: 'car with gateway, data logger, buses and their database',
    files: planDrive({ files: 9, faults: [], buses: true, busFaults: [] }),
  },
  one('a single recording', 'one.mcap', () => sampleMcap({ seed: 5 })),
  one('ten minutes in one file', 'long.mcap', () => sampleMcap({ seed: 6, seconds: 600 })),
  one('a flight', 'flight.ulg', () => sampleUlog({ seed: 7, seconds: 300 })),
  one('a flight of ArduPilot', 'flight.bin', () => sampleDataflash({ seed: 12, seconds: 300 })),
  one('telemetry of a flight', 'flight.tlog', () => sampleTlog({ seed: 13, seconds: 300 })),
  one('a drive with openpilot', 'rlog', () => sampleOpenpilot({ seed: 14, seconds: 120 })),
  one('a drive with Apollo', 'drive.record', () => sampleCyber({ seed: 15, seconds: 120 })),
  one('telematics only', 'unit.mcap', () => sampleJsonMcap({ seed: 8, seconds: 300 })),
  one('gateway only', 'gateway.bag', () => sampleRos1bag({ seed: 9, seconds: 120 })),
  {
    drive: 'data logger only, with its metadata',
    files: [
      { name: 'logger.db3', make: () => sampleRos2db3({ seed: 10, seconds: 120 }) },
      { name: 'metadata.yaml', make: () => rosbag2Metadata },
    ],
  },
  one('calibration system only, MDF 3', 'engine.mdf', () => sampleMdf3({ seed: 14, seconds: 120 }).bytes),
  ...Object.entries(sampleDatabases).map(([ending, database]) => ({
    drive: `buses and their database, .${ending}`,
    files: [
      { name: 'bus.asc', make: () => busRecorders.asc({ seed: 11, seconds: 60 }) },
      { name: `vehicle.${ending}`, make: database },
    ],
  })),
  one('central computer only, DLT', 'hpc.dlt', () => sampleDlt({ seed: 12, seconds: 120 })),
  one('central computer only, DLT version 2', 'hpc.dlt', () =>
    sampleDlt({ seed: 12, seconds: 120, style: { second: {} } }),
  ),
  ...textlogStyles.map((style) =>
    one(`infotainment only, ${style}`, 'infotainment.log', () => sampleTextlog({ style, seconds: 120 })),
  ),
  one('a table in text', 'measured.csv', () => sampleCsv({ seed: 14, seconds: 300 })),
  one('a start of the engine', 'engine.csv', () => sampleEngineCsv({ seed: 17, seconds: 40 })),
  one('a cold engine warms up', 'engine.csv', () => sampleEngineCsv({ seed: 18, seconds: 1_200 })),
  one('JSON in lines', 'measured.jsonl', () => sampleJsonl({ seed: 15, seconds: 300 })),
  one('a table in Parquet', 'measured.parquet', () => sampleParquet({ seed: 16, seconds: 300 })),
  one('an archive of two recordings', 'drive.zip', () =>
    writeZip([
      { name: 'first/one.mcap', content: sampleMcap({ seed: 5 }) },
      { name: 'second/measured.csv', content: sampleCsv({ seed: 14, seconds: 300, style: 'dated' }) },
    ]),
  ),
  one('buses only, table of SavvyCAN', 'bus.csv', () => sampleCanCsv({ seed: 11, seconds: 120 })),
  one('a bus only, table of python-can', 'python.csv', () =>
    sampleCanCsv({ seed: 11, seconds: 120, writer: 'python-can', buses: [1] }),
  ),
  one('a bus only, database of python-can', 'python.db', () =>
    sampleCandb({ seed: 11, seconds: 120, buses: [1] }),
  ),
  one('buses only, log of BUSMASTER', 'bus.log', () => sampleCanlog({ seed: 11, seconds: 120 })),
  one('a satellite receiver only', 'track.nmea', () => sampleNmea({ seed: 19, seconds: 300 })),
  one('a track of a phone only', 'track.gpx', () => sampleTrack({ seed: 22, seconds: 300 })),
  one('a flight recorder only', 'flight.igc', () => sampleTrack({ seed: 23, seconds: 300, as: 'igc' })),
  one('a VBOX only', 'track.vbo', () => sampleVbo({ seed: 20, seconds: 300 })),
  one('Ethernet only, pcap', 'ethernet.pcap', () => samplePcap({ seconds: 120 })),
  one('Ethernet only, pcapng', 'ethernet.pcapng', () => samplePcap({ seconds: 120, ng: true })),
  ...Object.entries(busRecorders).map(([ending, make]) =>
    one(`buses only, .${ending}`, `bus.${ending}`, () => make({ seed: 11, seconds: 120 })),
  ),
];
