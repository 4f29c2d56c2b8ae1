import type { MetricSummary } from '../../recordings/summary/file-summary.ts';
import { quantile } from '../../recordings/summary/histogram.ts';
import type { SummarisedFile } from '../summarised-file.ts';

/**
 * What a figure belongs to: figures of different systems have nothing in common and are never added up. Each part is
 * empty if it is unknown.
 */
export interface System {
  /** The vehicle as it identifies itself: VIN, or the serial number of its flight controller. */
  vehicle: string;
  /** For a supply voltage: the nominal voltage of its net. */
  net: string;
  /** By format: the CPU of a flight controller that writes ULog is not that of a robot that writes MCAP. */
  recorder: string;
}

/**
 * Nets by the upper limit of their median voltage, in volts. 12 V nets stay below 16 V (ISO 16750-2 table 1), devices
 * on 24 V nets stop working below it (table 2, code F); a 48 V net begins at 24 V and ends at 60 V (ISO 21780), where
 * high voltage begins (ECE R100).
 */
const nets = [
  { below: 6, name: 'below 6 V' },
  { below: 16, name: '12 V net' },
  { below: 32, name: '24 V net' },
  { below: 60, name: '48 V net' },
] as const;

/** Versions that identify the vehicle. */
const identities = new Set(['vin', 'system_uuid']);

export function systemOf({ summary }: SummarisedFile, metric: MetricSummary): System {
  return {
    vehicle: vehicleIn(summary.versions),
    net: metric.name === 'battery_voltage' ? netOf(metric) : '',
    recorder: summary.format,
  };
}

/** If there are several, the first in alphabetical order: the order of files and messages must not matter. */
export function vehicleIn(versions: SummarisedFile['summary']['versions']): string {
  const known = versions.filter(({ component, version }) => identities.has(component) && version !== '');
  return known.map(({ version }) => version).sort()[0] ?? '';
}

function netOf({ histogram }: MetricSummary): string {
  const volts = (quantile(histogram, 0.5) ?? 0) / 1000;
  return nets.find(({ below }) => volts < below)?.name ?? 'high voltage';
}

/** Only what distinguishes the systems, e.g. `24 V net`; empty if there is only one system. */
export function systemLabels(systems: readonly System[]): string[] {
  const parts = (['net', 'recorder', 'vehicle'] as const).filter(
    (part) => new Set(systems.map((system) => system[part])).size > 1,
  );
  return systems.map((system) =>
    parts
      .map((part) => (part === 'vehicle' && system.vehicle === '' ? 'unnamed vehicle' : system[part]))
      .filter((value) => value !== '')
      .join(', '),
  );
}
