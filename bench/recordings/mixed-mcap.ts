import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';

/** What a test car records per second, besides its camera: inertial unit at 400 Hz, two busy CAN buses, diagnostics. */
const hertz = {
  '/imu/data': 400,
  '/can/from_can_bus': 3_000,
  '/diagnostics': 10,
  '/rosout': 20,
};

/** Bytes of a well-compressed camera; images are noise, which zstd merely copies. */
const imageBytesPerSecond = 900_000;
/** Bytes in the file per second of recording. */
const bytesPerSecond = { zstd: 990_000, none: 1_345_000 };

/** A recording of about `megabytes` with inertial, CAN, image and diagnostic messages in chunks of 1 MiB. */
export function mixedMcap(megabytes: number, compression: keyof typeof bytesPerSecond): Uint8Array {
  const seconds = Math.ceil((megabytes * 1e6) / bytesPerSecond[compression]);
  return sampleMcap({
    seed: 7,
    seconds,
    bytes: seconds * imageBytesPerSecond,
    chunkSize: 1 << 20,
    compression,
    hertz,
  });
}
