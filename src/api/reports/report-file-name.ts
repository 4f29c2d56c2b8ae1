import type { Report } from '../../report/report-schema.ts';
import { plainText, shorten } from '../../text/plain-text.ts';

/**
 * `Content-Disposition` of a report: shown in the browser, with a file name made of vehicle, day and run. Two names
 * (RFC 6266, 4.3): one in ASCII for old clients, and the vehicle's own in UTF-8 (RFC 8187).
 */
export function reportDisposition(
  { vehicle_id, span, generated_at, run }: Report,
  extension: string,
): string {
  const start = span?.start ?? '';
  const day = (start.endsWith('Z') ? start : generated_at).slice(0, 10);
  const nameOf = (vehicle: string) => `argus-report-${vehicle}-${day}-run${run}.${extension}`;
  // Characters with a meaning in paths of any system are not allowed.
  const vehicle = shorten(plainText(vehicle_id), 60).replace(/[\\/:*?"<>|\ufffd]+/g, '-');
  const ascii = vehicle.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '') || 'vehicle';
  return `inline; filename="${nameOf(ascii)}"; filename*=UTF-8''${extendedValue(nameOf(vehicle))}`;
}

/** `encodeURIComponent` keeps `!'()*`, of which RFC 8187 (`attr-char`) allows only `!`. */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
