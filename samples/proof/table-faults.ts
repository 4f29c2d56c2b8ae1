import type { Severity } from '../../src/domain/severity.ts';
import { sampleCanCsv } from '../csv/sample-can-csv.ts';
import { sampleCsv } from '../csv/sample-csv.ts';
import { type EngineFault, sampleEngineCsv } from '../csv/sample-engine-csv.ts';
import type { Fault } from '../faults.ts';
import { sampleJsonl } from '../jsonl/sample-jsonl.ts';
import { sampleParquet } from '../parquet/sample-parquet.ts';
import type { KnownFault, Place } from './known-fault.ts';

const seconds = 120;

const makers = {
  'measured.csv': (fault: Fault) => sampleCsv({ faults: [fault], seconds, style: 'german' }),
  'measured.jsonl': (fault: Fault) => sampleJsonl({ faults: [fault], seconds }),
  'measured.parquet': (fault: Fault) => sampleParquet({ faults: [fault], seconds }),
};

function inTable(
  fault: Fault,
  file: keyof typeof makers,
  rule: string,
  severity: Severity,
  place: Partial<Place>,
): KnownFault {
  const files = [{ name: file, make: () => makers[file](fault) }];
  return { fault: `${fault} (${file.slice(file.indexOf('.') + 1)})`, files, rule, severity, file, ...place };
}

/** A drive of twenty minutes, from the start of a cold engine on. */
const engineSeconds = 1_200;

function ofEngine(
  fault: EngineFault,
  rule: string,
  severity: Severity,
  during: NonNullable<Place['during']>,
): KnownFault {
  const file = 'engine.csv';
  const files = [{ name: file, make: () => sampleEngineCsv({ fault, seconds: engineSeconds }) }];
  return { fault: `${fault} (csv)`, files, rule, severity, file, topic: 'table', during };
}

/** Faults in tables of measurements, and in tables of CAN frames. */
export const tableFaults: KnownFault[] = [
  inTable('cpu-saturation', 'measured.csv', 'cpu-saturation', 'error', { topic: 'table', during: [12, 120] }),
  inTable('under-voltage', 'measured.parquet', 'under-voltage', 'error', {
    topic: 'table',
    during: [60, 120],
  }),
  inTable('log-errors', 'measured.jsonl', 'repeated-log-errors', 'warning', {
    topic: 'lines',
    during: [0, 120],
  }),
  ofEngine('weak-cranking', 'weak-cranking', 'warning', [4, 7]),
  ofEngine('not-charging', 'weak-charging', 'warning', [0, engineSeconds]),
  ofEngine('overcharging', 'overcharging', 'error', [engineSeconds / 2, engineSeconds]),
  ofEngine('coolant-cold', 'coolant-implausible', 'warning', [0, engineSeconds]),
  ofEngine('coolant-sensor-open', 'coolant-implausible', 'warning', [engineSeconds / 2, engineSeconds]),
  ofEngine('intake-air-stuck', 'stuck-sensor', 'warning', [engineSeconds / 2, engineSeconds / 2]),
  ofEngine('speed-in-miles', 'sources-disagree', 'warning', [0, engineSeconds]),
  {
    fault: 'misfire (table of SavvyCAN)',
    files: [{ name: 'bus.csv', make: () => sampleCanCsv({ faults: ['misfire'], seconds }) }],
    rule: 'obd-dtc',
    severity: 'error',
    file: 'bus.csv',
    topic: 'CAN 1 0x7E8',
    during: [60, 72],
    follows: { 'warning-lamps': 'the control unit asks for the lamp with its code' },
    usual: ['j1939-dtc'],
  },
];
