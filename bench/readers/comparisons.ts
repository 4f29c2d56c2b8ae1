import { sampleAsc } from '../../samples/asc/sample-asc.ts';
import { sampleBlf } from '../../samples/blf/sample-blf.ts';
import { sampleCandump } from '../../samples/candump/sample-candump.ts';
import { sampleCyber } from '../../samples/cyber/sample-cyber.ts';
import { sampleDataflash } from '../../samples/dataflash/sample-dataflash.ts';
import { sampleDlt } from '../../samples/dlt/sample-dlt.ts';
import { sampleMdf4 } from '../../samples/mdf4/sample-mdf4.ts';
import { samplePcap } from '../../samples/pcap/sample-pcap.ts';
import { sampleRos1bag } from '../../samples/ros1bag/sample-ros1bag.ts';
import { sampleRos2db3 } from '../../samples/ros2db3/sample-ros2db3.ts';
import { sampleTrc } from '../../samples/trc/sample-trc.ts';
import { sampleUlog } from '../../samples/ulog/sample-ulog.ts';
import type { TopicSummary } from '../../src/recordings/summary/file-summary.ts';
import { mixedMcap } from '../recordings/mixed-mcap.ts';

/** A reader of the same file: one of `formats.rs`, or a script of `bench/peers`. */
export interface Anchor {
  reader: string;
  /** What it does with the file. */
  reads: string;
  /** The ratio to reach. */
  goal: number;
}

export interface Comparison {
  name: string;
  title: string;
  /** Readers choose the format by its extension. */
  file: string;
  anchors: readonly Anchor[];
  /** The topics whose messages the anchors count too, if not all. */
  counts?: (topic: TopicSummary) => boolean;
  /** Recordings of `scale` times the usual size. */
  make(scale: number): Uint8Array;
}

const seed = 7;
const bagSize = (scale: number) => ({ seed, seconds: 600 * scale, bytes: 100e6 * scale });
const messagesOnly = 'messages only';
const framesOnly = 'frames only';

export const comparisons: readonly Comparison[] = [
  {
    name: 'blf',
    title: 'Vector BLF, packed',
    file: 'drive.blf',
    anchors: [{ reader: 'blf_asc-blf', reads: framesOnly, goal: 1 }],
    make: (scale) => sampleBlf({ seed, seconds: 3_600 * scale }),
  },
  {
    name: 'db3',
    title: 'ROS 2 bag in SQLite',
    file: 'drive.db3',
    anchors: [{ reader: 'rusqlite', reads: messagesOnly, goal: 0.9 }],
    make: (scale) => sampleRos2db3(bagSize(scale)),
  },
  {
    name: 'mcap-none',
    title: 'MCAP, uncompressed, with checksums',
    file: 'none.mcap',
    anchors: [{ reader: 'mcap', reads: messagesOnly, goal: 1 }],
    make: (scale) => mixedMcap(200 * scale, 'none'),
  },
  {
    name: 'mcap-zstd',
    title: 'MCAP, zstd',
    file: 'zstd.mcap',
    anchors: [{ reader: 'mcap', reads: messagesOnly, goal: 1.1 }],
    make: (scale) => mixedMcap(200 * scale, 'zstd'),
  },
  {
    name: 'mdf4',
    title: 'MDF4 bus logging, unfinalised',
    file: 'drive.mf4',
    anchors: [{ reader: 'falcon_mdf', reads: framesOnly, goal: 1.3 }],
    counts: ({ encoding }) => encoding === 'can',
    make: (scale) => sampleMdf4({ seed, seconds: 1_800 * scale }).bytes,
  },
  {
    name: 'ulog',
    title: 'ULog at PX4’s rates',
    file: 'flight.ulg',
    anchors: [
      { reader: 'px4-ulog', reads: 'all fields, as columns', goal: 1 },
      { reader: 'yule_log', reads: 'all fields', goal: 3 },
    ],
    make: (scale) => sampleUlog({ seed, seconds: 1_200 * scale, hertz: { sensor_combined: 1_000 } }),
  },
  {
    name: 'asc',
    title: 'Vector ASC',
    file: 'drive.asc',
    anchors: [{ reader: 'blf_asc-asc', reads: framesOnly, goal: 1 }],
    make: (scale) => sampleAsc({ seed, seconds: 1_200 * scale }),
  },
  {
    name: 'bag',
    title: 'ROS 1 bag',
    file: 'drive.bag',
    anchors: [{ reader: 'rosbag', reads: 'heads of messages, mapped', goal: 1 }],
    make: (scale) => sampleRos1bag(bagSize(scale)),
  },
  {
    name: 'candump',
    title: 'candump',
    file: 'drive.log',
    anchors: [{ reader: 'python-can.py', reads: framesOnly, goal: 20 }],
    make: (scale) => sampleCandump({ seed, seconds: 1_200 * scale }),
  },
  {
    name: 'trc',
    title: 'PEAK TRC',
    file: 'drive.trc',
    anchors: [{ reader: 'python-can.py', reads: framesOnly, goal: 20 }],
    make: (scale) => sampleTrc({ seed, seconds: 1_200 * scale }),
  },
  {
    name: 'dlt',
    title: 'AUTOSAR DLT',
    file: 'drive.dlt',
    anchors: [{ reader: 'dlt-core', reads: 'messages and their arguments', goal: 0.7 }],
    make: (scale) => sampleDlt({ seed, seconds: 3_600 * scale }),
  },
  {
    name: 'pcap',
    title: 'PCAP of Ethernet',
    file: 'drive.pcap',
    anchors: [{ reader: 'pcap-file', reads: 'packets only', goal: 0.7 }],
    counts: ({ encoding }) => encoding === 'ip',
    make: (scale) => samplePcap({ seconds: 3_600 * scale }),
  },
  {
    name: 'dataflash',
    title: 'ArduPilot DataFlash',
    file: 'flight.bin',
    anchors: [{ reader: 'pymavlink.py', reads: 'all fields', goal: 30 }],
    make: (scale) => sampleDataflash({ seed, seconds: 1_200 * scale }),
  },
  {
    name: 'cyber',
    title: 'Apollo Cyber record',
    file: 'drive.record',
    anchors: [{ reader: 'cyber_record.py', reads: 'all messages, decoded', goal: 1 }],
    make: (scale) => sampleCyber({ seed, seconds: 600 * scale }),
  },
];
