/**
 * Revocation lists, as far as OpenSSL does not look at them: it checks certificates in handshakes alone, and connections that
 * are open when a list is renewed have had theirs.
 */

/** One element of DER (ITU-T X.690, 8.1): its tag, and where its contents and the whole of it end. */
interface Element {
  tag: number;
  from: number;
  begin: number;
  end: number;
}

const tags = { integer: 0x02, sequence: 0x30, utcTime: 0x17, generalizedTime: 0x18, version: 0xa0 } as const;

/** @throws RangeError for what is no DER of that place. */
function elementAt(der: Buffer, from: number): Element {
  const tag = der.readUInt8(from);
  const first = der.readUInt8(from + 1);
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const length = lengthBytes === 0 ? first : der.readUIntBE(from + 2, lengthBytes);
  const begin = from + 2 + lengthBytes;
  if (begin + length > der.length) throw new RangeError('an element ends beyond its list or certificate');
  return { tag, from, begin, end: begin + length };
}

function childrenOf(der: Buffer, { tag, begin, end }: Element): Element[] {
  if (tag !== tags.sequence) throw new RangeError('there is no sequence where one belongs');
  const children: Element[] = [];
  for (let at = begin; at < end; at = children.at(-1)?.end ?? end) children.push(elementAt(der, at));
  return children;
}

const bytesOf = (der: Buffer, { from, end }: Element): string => der.toString('latin1', from, end);

function toBeSigned(der: Buffer): Element[] {
  const [signed] = childrenOf(der, elementAt(der, 0));
  return signed ? childrenOf(der, signed) : [];
}

/** Issuer and serial number, which name a certificate (RFC 5280, 4.1.2.2). */
function nameOfCertificate(der: Buffer): string {
  const fields = toBeSigned(der);
  const [serial, , issuer] = fields[0]?.tag === tags.version ? fields.slice(1) : fields;
  if (!serial || !issuer) throw new RangeError('a certificate has no issuer or no serial number');
  return bytesOf(der, issuer) + bytesOf(der, serial);
}

/** RFC 5280, 4.1.2.5: years of two digits are 1950 to 2049. */
function timeOf(der: Buffer, { tag, begin, end }: Element): number {
  const text = der.toString('latin1', begin, end);
  const full = tag === tags.utcTime ? `${text < '50' ? '20' : '19'}${text}` : text;
  return Date.parse(full.replace(/^(....)(..)(..)(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

const isTime = ({ tag }: Element) => tag === tags.utcTime || tag === tags.generalizedTime;

export interface RevocationLists {
  /** @param certificate DER */
  names(certificate: Buffer): boolean;
  /** When the first of them is out of date, in milliseconds since 1970: from then on OpenSSL refuses every certificate of its issuer. */
  validUntil: number;
}

/** @param pems one list each (RFC 5280, 5.1). @throws RangeError */
export function readRevocationLists(pems: readonly string[]): RevocationLists {
  const names = new Set<string>();
  let validUntil = Number.POSITIVE_INFINITY;
  for (const pem of pems) {
    const der = Buffer.from(pem.replace(/-----[^-]*-----/g, ''), 'base64');
    const fields = toBeSigned(der);
    const [, issuer, , ...rest] = fields[0]?.tag === tags.integer ? fields.slice(1) : fields;
    if (!issuer) throw new RangeError('a revocation list has no issuer');
    const nextUpdate = rest[0] && isTime(rest[0]) ? rest.shift() : undefined;
    if (nextUpdate) validUntil = Math.min(validUntil, timeOf(der, nextUpdate));
    const [revoked] = rest;
    if (revoked?.tag !== tags.sequence) continue;
    for (const entry of childrenOf(der, revoked)) {
      const [serial] = childrenOf(der, entry);
      if (serial) names.add(bytesOf(der, issuer) + bytesOf(der, serial));
    }
  }
  return { names: (certificate) => names.has(nameOfCertificate(certificate)), validUntil };
}
