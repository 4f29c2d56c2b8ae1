import { isIP, isIPv6 } from 'node:net';

const plain = /^[^\s:,[\]]+:\d+$/;
const bracketed = /^\[([0-9a-fA-F:.]+(?:%[\w.-]+)?)\]:\d+$/;

/** `host:port`, or `[address]:port` for IPv6 (RFC 3986, section 3.2.2). */
export function isAddress(text: string): boolean {
  const { host, port } = hostAndPort(text);
  if (port > 65_535) return false;
  return plain.test(text) || (bracketed.test(text) && isIPv6(host));
}

/** Host and port of an address; the host without brackets, as sockets take it. */
export function hostAndPort(address: string): { host: string; port: number } {
  const at = address.lastIndexOf(':');
  return { host: withoutBrackets(address.slice(0, at)), port: Number(address.slice(at + 1)) };
}

/** `[::1]` is how a URL writes the host `::1`. */
export function withoutBrackets(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

const namedNetworks: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Whether the text is an IP address, a network such as `10.0.0.0/8`, or one of the names that Fastify knows. */
export function isNetwork(text: string): boolean {
  if (namedNetworks.has(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
