import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';

/** SAE J1979-DA, PID 01, byte B: bits 0 to 2 supported, 4 to 6 not completed. */
const continuous = ['misfire', 'fuel system', 'components'];
/** Bytes C (supported) and D (not completed), bit by bit; bit 3 of byte B is set for compression ignition. */
const sparkIgnition = [
  'catalyst',
  'heated catalyst',
  'evaporative system',
  'secondary air',
  'gasoline particulate filter',
  'oxygen sensor',
  'oxygen sensor heater',
  'EGR or VVT',
];
const compressionIgnition = [
  'NMHC catalyst',
  'NOx aftertreatment',
  '',
  'boost pressure',
  '',
  'exhaust gas sensor',
  'particulate filter',
  'EGR or VVT',
];

/**
 * PID 01, four bytes from `data[at]`. Byte A: bit 7 is the malfunction indicator lamp, bits 0 to 6 the number of
 * stored codes. The others: which monitors have not completed since the codes were cleared.
 */
export function readMonitorStatus(message: CanMessage, at: number, ecu: Ecu, findings: Findings): void {
  const [status, b, supported, open] = message.data.subarray(at, at + 4) as unknown as Four;
  const place = placeOf(message, ecu.topic);
  const stored = status & 0x7f;
  findings.metric('signal', `${ecu.topic} stored trouble codes`, stored, place, 'codes');
  const incomplete = [
    ...continuous.filter((_, bit) => (b >> bit) & (b >> (bit + 4)) & 1),
    ...((b & 0x08) === 0 ? sparkIgnition : compressionIgnition).filter(
      (name, bit) => name !== '' && (supported >> bit) & (open >> bit) & 1,
    ),
  ];
  if (incomplete.length > 0) {
    findings.code(
      {
        code: 'OBD monitors not completed',
        source: 'obd',
        severity: 'info',
        message: `${ecu.name} has not yet run to the end since its codes were cleared: ${incomplete.join(', ')}.`,
      },
      place,
    );
  }
  if ((status & 0x80) === 0) return;
  findings.code(
    {
      code: 'MIL on',
      source: 'obd',
      severity: 'error',
      message: `${ecu.name} asks for the malfunction indicator lamp; it has ${stored} stored trouble code${stored === 1 ? '' : 's'}.`,
    },
    place,
  );
}

type Four = [number, number, number, number];
