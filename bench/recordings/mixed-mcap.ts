import { sampleMcap } from '../../samples/sample-mcap.ts';

/** What a test car sends a second, besides its camera: inertial unit at 400 Hz, a busy CAN bus, lidar, diagnostics. */
const hertz = {
  '/imu/data': 400,
  '/can/from_can_bus': 3_000,
  '/diagnostics': 10,
  '/rosout': 20,
};

/** Bytes that a second of it takes in the file, with a camera of 30 images. */
const bytesPerSecond = { zstd: 1_100_000, none: 1_400_000 };

/** A recording of about `megabytes` with inertial, CAN, image and diagnostic messages in chunks of 1 MiB. */
export function mixedMcap(megabytes: number, compression: keyof typeof bytesPerSecond): Uint8Array {
  const seconds = Math.ceil((megabytes * 1e6) / bytesPerSecond[compression]);
  return sampleMcap({ seed: 7, seconds, bytes: seconds * 900_000, chunkSize: 1 << 20, compression, hertz });
}
