import type { Severity } from '../../../../domain/severity.ts';
import { chargeOnceKnown, reportBattery } from '../battery.ts';
import { Onsets } from '../onsets.ts';
import type { MavlinkInterpreter, MavlinkSource } from './interpreter.ts';

const cellsOfMessage = 10;
/** UINT16_MAX and INT16_MAX. */
const unknownMillivolt = 65_535;
const unknownTemperature = 32_767;

/** MAV_BATTERY_CHARGE_STATE. */
const [healthy, unhealthy] = [1, 6] as const;
const charges: Record<number, { text: string; severity: Severity }> = {
  2: { text: 'battery low', severity: 'warning' },
  3: { text: 'battery critical', severity: 'error' },
  4: { text: 'battery emergency', severity: 'critical' },
  5: { text: 'battery failed', severity: 'critical' },
  [unhealthy]: { text: 'battery unhealthy', severity: 'error' },
};

/** BATTERY_STATUS: cells, temperature and faults; also the level, unless SYS_STATUS has that of the first battery. */
export function batteryInterpreter(source: MavlinkSource): MavlinkInterpreter {
  const onsets = new Onsets('diagnostics');
  const known = chargeOnceKnown();
  const worked = new Set<number>();
  return (fields, place, findings) => {
    const id = fields.number('id');
    const topic = `${place.topic} [${id}]`;
    const isFirst = id === 0 && source.hasStatus;
    const cells = Array.from({ length: cellsOfMessage }, (_, index) => fields.number('voltages', index))
      .filter((millivolt) => millivolt > 0 && millivolt < unknownMillivolt)
      .map((millivolt) => millivolt / 1000);
    const centi = fields.number('temperature');
    reportBattery(
      {
        voltage: isFirst ? undefined : cells.reduce((sum, cell) => sum + cell, 0),
        percent: isFirst ? undefined : known(fields.value('battery_remaining')),
        celsius: centi === unknownTemperature ? 'unknown' : centi / 100,
      },
      { ...place, topic },
      findings,
    );
    // Without cells the first entry is the voltage of the whole battery.
    const single = cells.filter((volt) => volt > 0.5 && volt < 6);
    if (single.length >= 2 && single.length === cells.length) {
      const spread = Math.max(...single) - Math.min(...single);
      findings.metric('cell_spread_voltage', topic, spread, place);
    }
    const charge = fields.number('charge_state');
    if (charge === healthy) worked.add(id);
    for (const [state, { text, severity }] of Object.entries(charges)) {
      const describe = () => ({
        code: `${topic}: ${text}`,
        severity,
        message: `The battery reports: ${text}.`,
      });
      // Until its driver has read it once, a battery counts as unhealthy.
      const isKnown = charge !== unhealthy || worked.has(id);
      onsets.note(isKnown && charge === Number(state), `${id} ${text}`, describe, place, findings);
    }
    const faults = fields.number('fault_bitmask');
    const describe = () => {
      const message = `The battery reports faults (fault_bitmask ${faults}).`;
      return { code: `${topic}: battery faults`, severity: 'error', message } as const;
    };
    onsets.note(faults > 0, `${id} faults`, describe, place, findings);
  };
}
