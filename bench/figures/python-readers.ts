import { sampleBlf } from '../../samples/blf/sample-blf.ts';
import { sampleMdf3 } from '../../samples/mdf3/sample-mdf3.ts';
import { sampleMdf4 } from '../../samples/mdf4/sample-mdf4.ts';
import { sampleRos1bag } from '../../samples/ros1bag/sample-ros1bag.ts';
import { sampleRos2db3 } from '../../samples/ros2db3/sample-ros2db3.ts';
import { sampleUlog } from '../../samples/ulog/sample-ulog.ts';
import type { Figure } from '../figure.ts';
import { againstPython } from './against-python.ts';

const seed = 7;
const bagSize = (quick: boolean) => ({ seed, seconds: quick ? 60 : 600, bytes: quick ? 10e6 : 100e6 });

/** Each format, compared to the reader commonly used for it. */
export const pythonFigures: readonly Figure[] = [
  againstPython({
    name: 'ulog',
    file: 'large.ulg',
    title: 'ULog into its summary, one thread',
    script: 'pyulog.py',
    reader: 'pyulog',
    reads: 'the fields of all messages',
    goal: 5,
    // PX4 logs its inertial unit at full rate.
    make: (quick) => sampleUlog({ seed, seconds: quick ? 120 : 1_200, hertz: { sensor_combined: 1_000 } }),
  }),
  againstPython({
    name: 'ros1bag',
    file: 'large.bag',
    title: 'ROS 1 bag of 100 MB into its summary, one thread',
    script: 'rosbags.py',
    reader: 'rosbags',
    reads: 'messages only',
    goal: 5,
    make: (quick) => sampleRos1bag(bagSize(quick)),
  }),
  againstPython({
    name: 'ros2db3',
    file: 'large.db3',
    title: 'ROS 2 bag in SQLite of 100 MB into its summary, one thread',
    script: 'rosbags.py',
    reader: 'rosbags',
    reads: 'messages only',
    // SQLite, which rosbags uses, is native code.
    goal: 1,
    make: (quick) => sampleRos2db3(bagSize(quick)),
  }),
  againstPython({
    name: 'mdf4',
    file: 'large.mf4',
    title: 'MDF4 bus logging, unfinalised, into its summary, one thread',
    script: 'asammdf.py',
    reader: 'asammdf',
    reads: 'columns only',
    goal: 5,
    make: (quick) => sampleMdf4({ seed, seconds: quick ? 60 : 1_800 }).bytes,
  }),
  againstPython({
    name: 'mdf3',
    file: 'large.mdf',
    title: 'MDF 3 of measured channels into its summary, one thread',
    script: 'asammdf.py',
    reader: 'asammdf',
    reads: 'columns only',
    // Its columns are made by native code, and nothing is asked of their values.
    goal: 0.5,
    make: (quick) => sampleMdf3({ seed, seconds: quick ? 6_000 : 120_000 }).bytes,
  }),
  againstPython({
    name: 'blf',
    file: 'large.blf',
    title: 'Vector BLF of an hour into its summary, one thread',
    script: 'python-can.py',
    reader: 'python-can',
    reads: 'frames only',
    goal: 5,
    make: (quick) => sampleBlf({ seed, seconds: quick ? 60 : 3_600 }),
  }),
];
