import type { Findings } from '../../../summary/summary-builder.ts';
import type { MavlinkSource } from './interpreter.ts';

/** ArduPilot and PX4 act on a lost link after 5 s and 10 s (`FS_GCS_TIMEOUT`, `COM_DL_LOSS_T`): a ground station that goes on for longer has lost it. */
const lostNs = 10_000_000_000n;

/**
 * Vehicles that were armed in their last heartbeat while the ground station recorded on, until `endNs`. One that was disarmed
 * was switched off.
 */
export function reportLostVehicles(
  sources: Iterable<MavlinkSource>,
  endNs: bigint,
  findings: Findings,
): void {
  for (const { system, component, armed, heartbeat } of sources) {
    if (!armed || !heartbeat || endNs - heartbeat.timeNs < lostNs) continue;
    const silent = `${(endNs - heartbeat.timeNs) / 1_000_000_000n} s`;
    findings.code(
      {
        code: `${system}/${component}: link lost while armed`,
        source: 'diagnostics',
        severity: 'error',
        message: `The last heartbeat says that the motors are armed; the recording goes on for ${silent} without one.`,
      },
      heartbeat,
    );
  }
}
