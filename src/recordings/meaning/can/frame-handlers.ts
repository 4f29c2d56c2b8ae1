import type { IdentifyingFindings } from '../../summary/summary-builder.ts';
import { CalibrationBus } from './calibration-bus.ts';
import type { FrameHandler } from './can-frame.ts';
import type { CanIdentifier } from './can-identifier.ts';
import { CanopenBus } from './canopen/canopen-bus.ts';
import { DiagnosticBus } from './diagnostics/diagnostic-bus.ts';
import { J1939Bus } from './j1939/j1939-bus.ts';
import { namedFrames } from './named-messages.ts';
import type { SignalNamer } from './named-signals.ts';

/** Everything that interprets the frames of one bus. */
export interface FrameHandlers {
  /** The handlers for the frames of one identifier; called once, when the identifier is first seen. */
  of(identifier: CanIdentifier): readonly FrameHandler[];
  /** Further ones, which wait for what they interpret and name the type of the identifier when it comes. */
  candidates(identifier: CanIdentifier): readonly FrameHandler[];
  /** Must be called once, after the last frame. */
  finish(): void;
}

export function createFrameHandlers(
  bus: string,
  findings: IdentifyingFindings,
  nameSignals: SignalNamer = () => undefined,
): FrameHandlers {
  const diagnostics = new DiagnosticBus(bus, findings);
  const calibration = new CalibrationBus(findings);
  const canopen = new CanopenBus(findings);
  const j1939 = new J1939Bus(bus, findings, nameSignals);
  return {
    of: (identifier) => [
      ...diagnostics.handlers(identifier),
      ...(identifier.extended ? j1939.handlers(identifier) : []),
      ...namedFrames(identifier),
    ],
    candidates: (identifier) => [...calibration.handlers(identifier), ...canopen.handlers(identifier)],
    finish: () => {
      diagnostics.finish();
      calibration.finish();
    },
  };
}
