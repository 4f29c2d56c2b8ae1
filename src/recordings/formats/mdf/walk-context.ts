import type { DamageLog } from '../../bytes/damage.ts';
import type { ParseLimits } from '../../limits.ts';
import type { BusTraffic } from '../../meaning/can/bus-traffic.ts';
import type { FrameBatch } from '../../meaning/can/frame-batch.ts';
import type { MeasurementSink } from '../../messages/measurement-sink.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TracePackets } from '../traces/trace-packets.ts';

export type ReportDamage = DamageLog['add'];

/** State shared by the parts of one reading. */
export interface WalkContext {
  /** The name of the format, which is the encoding of measured groups. */
  format: string;
  builder: SummaryBuilder;
  traffic: BusTraffic;
  /** Frames on their way to `traffic`. */
  batch: FrameBatch;
  /** Receives frames of Ethernet. */
  packets: TracePackets;
  limits: ParseLimits;
  damaged: ReportDamage;
  /** Receives the file as it is stored. */
  measurement?: MeasurementSink | undefined;
}
