import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleRos2db3 } from '../../../samples/ros2db3/sample-ros2db3.ts';

/** A ROS 2 bag as stored on a vehicle's disk: the database, SQLite's files beside it, metadata and checksums. */
export async function writeBagFolder(folder: string): Promise<void> {
  const files: Record<string, string | Uint8Array> = {
    'drive_0.db3': sampleRos2db3({ seconds: 5 }),
    'drive_0.db3-wal': '',
    'drive_0.db3-shm': '',
    'metadata.yaml':
      'rosbag2_bagfile_information:\n  version: 4\n  relative_file_paths:\n    - drive_0.db3\n',
    'drive_0.db3.md5': `${'0a'.repeat(16)}  drive_0.db3\n`,
    'px4.params': '1\t1\tSYS_AUTOSTART\t4001\t6\n1\t1\tCOM_ARM_EKF_POS\t-0.5\t9\n',
    'vehicle.json': '{"vehicle": "truck-7"}\n',
  };
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}
