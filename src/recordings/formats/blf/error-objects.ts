import type { BusErrorKind } from '../../meaning/can/can-frame.ts';
import type { TimeHalves } from '../../meaning/can/time-halves.ts';
import { coreError } from '../../meaning/can/vector-error.ts';
import type { TraceBus, TraceBuses } from '../traces/trace-buses.ts';
import { objectTypes } from './objects.ts';

/** ISO 11898-1: limits of the error counters. */
const passiveFrom = 128;
const warningFrom = 96;

/** Bus type of OVERRUN_ERROR. */
const canBus = 1;

/** Reads objects that report errors on a CAN bus; false if an object of the type is too short for its fields. */
export function readErrorObject(
  type: number,
  view: DataView,
  at: number,
  end: number,
  time: TimeHalves,
  buses: TraceBuses,
  offset: number,
): boolean {
  const size = end - at;
  switch (type) {
    case objectTypes.canError:
      return size >= 2 && errorFrame(buses.channel(view.getUint16(at, true)), time, 'error frame', offset);
    case objectTypes.canOverload:
      return size >= 2 && errorFrame(buses.channel(view.getUint16(at, true)), time, 'overload frame', offset);
    case objectTypes.canXlErrorFrame:
      return size >= 1 && errorFrame(buses.channel(view.getUint8(at)), time, 'error frame', offset);
    case objectTypes.canErrorExt: {
      if (size < 24) return false;
      const detail = coreError(view.getUint32(at + 4, true), view.getUint16(at + 20, true));
      return errorFrame(buses.channel(view.getUint16(at, true)), time, 'error frame', offset, detail);
    }
    case objectTypes.canFdError64: {
      if (size < 10) return false;
      const detail = coreError(view.getUint16(at + 4, true), view.getUint16(at + 6, true));
      return errorFrame(buses.channel(view.getUint8(at)), time, 'error frame', offset, detail);
    }
    case objectTypes.canDriverError:
    case objectTypes.canDriverErrorExt:
      if (size < 4) return false;
      reportCounters(buses.channel(view.getUint16(at, true)), view, at, time, offset);
      return true;
    default:
      if (size < 6) return false;
      if (view.getUint32(at, true) === canBus) {
        const { can } = buses.channel(view.getUint16(at + 4, true));
        can.error(time.high, time.low, 'overrun', offset, 'the interface was read too late');
      }
      return true;
  }
}

function errorFrame(
  bus: TraceBus,
  { high, low }: TimeHalves,
  kind: BusErrorKind,
  offset: number,
  detail?: string,
): boolean {
  bus.errorFrame(high, low, kind, 0, offset, detail);
  return true;
}

/** CAN_DRIVER_ERROR: channel (16 bits), transmit and receive error counter. */
function reportCounters(bus: TraceBus, view: DataView, at: number, time: TimeHalves, offset: number): void {
  const [tx, rx] = [view.getUint8(at + 2), view.getUint8(at + 3)];
  const worst = Math.max(tx, rx);
  if (worst < warningFrom) return;
  const kind = worst >= passiveFrom ? 'error passive' : 'error warning';
  bus.can.error(time.high, time.low, kind, offset, `error counters ${tx} transmit, ${rx} receive`);
}
