import { highOf, lowOf } from '../../../summary/nanoseconds.ts';
import type { Place } from '../../../summary/occurrence.ts';
import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import type { BusErrorKind } from '../../can/can-frame.ts';
import type { CapnpStruct } from '../../decode/capnp-message.ts';
import { Onsets } from '../onsets.ts';
import { reportFigure } from '../report-figure.ts';
import type { OpenpilotDevice, OpenpilotInterpreter } from './interpreter.ts';

/** A car has one, some have two. */
const maxPandas = 8;
/** Buses of one panda; those of the next follow from a multiple of 4 on. */
const busesOfPanda = 3;
const busStep = 4;
/** `canState0` to `canState2`. */
const firstCanState = 1;

/** Bits of `PandaCanState`. */
const busStates: readonly [bit: number, kind: BusErrorKind][] = [
  [0, 'bus off'],
  [2, 'error passive'],
  [1, 'error warning'],
];

/** `FaultType`; a later version may add some. */
const faultNames =
  `relayMalfunction unusedInterruptHandled interruptRateCan1 interruptRateCan2 interruptRateCan3
  interruptRateTach interruptRateGmlan interruptRateInterrupts interruptRateSpiDma interruptRateSpiCs interruptRateUart1
  interruptRateUart2 interruptRateUart3 interruptRateUart5 interruptRateUartDma interruptRateUsb interruptRateTim1
  interruptRateTim3 registerDivergent interruptRateKlineInit interruptRateClockSource interruptRateTick interruptRateExti
  interruptRateSpi interruptRateUart7 sirenMalfunction heartbeatLoopWatchdog`.split(/\s+/);

/** pandaStates, one for each interface between device and car; in logs before 2021 there is one alone. */
export function pandasInterpreter(device: OpenpilotDevice, isList: boolean): OpenpilotInterpreter {
  const onsets = new Onsets('diagnostics');
  const active = new Set<string>();
  const overflows: number[] = [];
  return (event, place, findings) => {
    let index = 0;
    for (const panda of isList ? event.structs(0) : [event.struct(0)]) {
      if (!panda || index >= maxPandas) break;
      const name = `${place.topic} [${index}]`;
      if (index === 0 && !device.hasPeripheral) reportVoltage(panda.u32(0), place, findings);
      reportFaults(panda, name, place, findings);
      reportBuses(panda, index, place);
      index += 1;
    }
  };

  function reportFaults(panda: CapnpStruct, name: string, place: Place, findings: IdentifyingFindings): void {
    const present = new Set(panda.u16s(0).map((fault) => faultNames[fault] ?? `fault ${fault}`));
    for (const fault of new Set([...present, ...faultNames])) {
      const describe = () =>
        ({
          code: `${name}: ${fault}`,
          severity: 'error',
          message: `The interface to the car reports a fault: ${fault}.`,
        }) as const;
      onsets.note(present.has(fault), `${name} ${fault}`, describe, place, findings);
    }
    const lost = () =>
      ({
        code: `${name}: heartbeat lost`,
        severity: 'error',
        message: 'The interface to the car no longer heard from the device.',
      }) as const;
    onsets.note(panda.flag(71), `${name} heartbeat`, lost, place, findings);
  }

  /** When a state begins, and when frames were lost since the last report. */
  function reportBuses(panda: CapnpStruct, index: number, { timeNs, offset = 0 }: Place): void {
    const [high, low] = [highOf(timeNs), lowOf(timeNs)];
    for (let own = 0; own < busesOfPanda; own += 1) {
      const state = panda.struct(firstCanState + own);
      const bus = index * busStep + own;
      for (const [bit, kind] of busStates) {
        const key = `${bus} ${kind}`;
        if (!state?.flag(bit)) active.delete(key);
        else if (!active.has(key)) {
          active.add(key);
          device.can(bus).error(high, low, kind, offset);
        }
      }
    }
    const overflow = panda.u32(12);
    if (overflow > (overflows[index] ?? overflow))
      device
        .can(index * busStep)
        .error(high, low, 'overrun', offset, 'the receive buffer of the panda overflowed');
    overflows[index] = overflow;
  }
}

/** peripheralState: the supply of the device, which is the car's 12 V. */
export function peripheralInterpreter(device: OpenpilotDevice): OpenpilotInterpreter {
  return (event, place, findings) => {
    device.hasPeripheral = true;
    reportVoltage(event.struct(0)?.u32(4) ?? 0, place, findings);
  };
}

/** One battery, whichever event names it. */
const supply = 'car supply';

function reportVoltage(millivolt: number, place: Place, findings: IdentifyingFindings): void {
  const volt = millivolt / 1000;
  // 0 where it does not report it.
  if (volt !== 0) reportFigure('battery_voltage', supply, volt, place, findings);
}
