import { highOf, lowOf } from '../../../summary/nanoseconds.ts';
import { frameFlags } from '../../can/can-frame.ts';
import type { OpenpilotDevice, OpenpilotInterpreter } from './interpreter.ts';

const longestStandardId = 0x7ff;
const idMask = 0x1fff_ffff;
const classicBytes = 8;
const fdBytes = 64;

/**
 * `CanData.src` (panda's `can_comms`): the number of the bus; from 128 on the echo of a frame that the device sent on
 * it, from 192 on a frame that the panda did not let through.
 */
const echo = 128;
const rejected = 192;

/** can: the frames that the device received since the previous event, all with its time. */
export function canInterpreter(device: OpenpilotDevice): OpenpilotInterpreter {
  return (event, { timeNs, offset = 0 }) => {
    const [high, low] = [highOf(timeNs), lowOf(timeNs)];
    const bytes = device.bytes();
    for (const frame of event.structs(0)) {
      const source = frame.u8(6);
      const data = frame.data(0);
      const length = data?.count ?? 0;
      if (source >= rejected) device.passOver('frames that the panda did not let through');
      else if (length > fdBytes) device.passOver('frames longer than those of CAN FD');
      else read(frame.u32(0), source, data?.at ?? 0, length);
    }

    function read(address: number, source: number, start: number, length: number): void {
      const flags =
        (address > longestStandardId ? frameFlags.extended : 0) |
        (length > classicBytes ? frameFlags.fd : 0) |
        (source >= echo ? frameFlags.transmitted : 0);
      device.can(source % echo).frame(high, low, address & idMask, flags, bytes, start, length, offset);
    }
  };
}
