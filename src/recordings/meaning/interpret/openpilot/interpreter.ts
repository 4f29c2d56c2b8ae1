import type { Place } from '../../../summary/occurrence.ts';
import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import type { CanBus } from '../../can/can-bus.ts';
import type { CapnpStruct } from '../../decode/capnp-message.ts';

/**
 * Reads one event of openpilot, the struct `Event` of cereal's `log.capnp`; what its kind is about is in pointer 0.
 * Positions of fields are those that the Cap'n Proto compiler (`capnp compile -ocapnp`) gives for that file and
 * `car.capnp`; they never change once they are published. Throws `InvalidCapnp`.
 */
export type OpenpilotInterpreter = (event: CapnpStruct, place: Place, findings: IdentifyingFindings) => void;

/** What the interpreters of one recording share. */
export interface OpenpilotDevice {
  /** Faults that openpilot reports at present, by the names of their events. */
  faults: Set<string>;
  /** Whether a log has the supply voltage in `peripheralState`, so that those of the pandas only repeat it. */
  hasPeripheral: boolean;
  /** The bus of this number. */
  can(bus: number): CanBus;
  /** Counts what is not read, by its kind. */
  passOver(kind: string): void;
  /** The bytes in which the current event lies. */
  bytes(): Uint8Array;
}
