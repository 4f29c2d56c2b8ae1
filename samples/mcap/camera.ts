import type { SampleTopic } from './ros2-messages.ts';

/** Compressed data rate of the other topics of the test car, in bytes per second. */
const otherBytesPerSecond = 9_000;

/** A camera that fills a file up to the requested size; its images are noise, which does not compress. */
export function cameraTopic(bytes: number, seconds: number): SampleTopic[] {
  const missing = bytes - seconds * otherBytesPerSecond;
  if (missing <= 0) return [];
  const hertz = Math.min(30, Math.max(5, Math.ceil(missing / seconds / 200_000)));
  const imageBytes = Math.ceil(missing / (seconds * hertz));
  const spare = Math.min(8 << 20, bytes);
  let pool: Uint8Array | undefined;
  return [
    {
      name: '/camera/front/compressed',
      schema: 'sensor_msgs/msg/CompressedImage',
      hertz,
      message: ({ vehicle, stamp }) => {
        pool ??= vehicle.random.bytes(imageBytes + spare);
        const from = Math.floor(vehicle.random.next() * spare);
        const data = pool.subarray(from, from + imageBytes);
        return { header: { stamp, frame_id: 'camera_front' }, format: 'jpeg', data };
      },
    },
  ];
}
