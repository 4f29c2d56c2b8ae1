import type { CanIdentifier } from '../can-identifier.ts';

/** How an identifier carries ISO-TP: with `addressBytes` of address before the protocol's own bytes. */
export interface DiagnosticAddress {
  addressBytes: 0 | 1;
}

/**
 * The identifiers that standards reserve for diagnosis: ISO 15765-4:2016, 10.5 (0x7DF, 0x7E0 to 0x7EF) and ISO
 * 15765-2:2016, annex A (29 bits: PDU formats 0xDA and 0xDB normal fixed, 0xCE and 0xCD mixed addressing, data page 0,
 * which SAE J1939-21 leaves to ISO 15765 too).
 */
export function diagnosticAddress({ id, extended }: CanIdentifier): DiagnosticAddress | undefined {
  if (!extended) return id === 0x7df || (id >= 0x7e0 && id <= 0x7ef) ? { addressBytes: 0 } : undefined;
  if ((id & 0x0300_0000) !== 0) return undefined;
  switch ((id >> 16) & 0xff) {
    case 0xda:
    case 0xdb:
      return { addressBytes: 0 };
    case 0xcd:
    case 0xce:
      return { addressBytes: 1 };
    default:
      return undefined;
  }
}

/**
 * Whether a tester asks all units at once on it (ISO 15765-4:2016, 10.5, and ISO 15765-2:2016, annex A): those that no
 * standard gives an identifier answer on their own.
 */
export function isFunctional({ id, extended }: CanIdentifier): boolean {
  return extended ? ((id >> 16) & 0x3ff) === 0xdb : id === 0x7df;
}

/**
 * Where manufacturers place further testers and ECUs: the upper 11-bit identifiers (the lowest priorities), and
 * 29-bit ones with both data page bits set, which SAE J1939-21 (5.2.2) leaves to ISO 15765-3. Only an exchange shows
 * which.
 */
export function mayBeDiagnostic({ id, extended }: CanIdentifier): boolean {
  return extended ? (id & 0x0300_0000) === 0x0300_0000 : id >= 0x600;
}
