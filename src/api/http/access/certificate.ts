import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Identity } from '../../../domain/identity.ts';

const known = new WeakMap<Socket, Identity | null>();

/** The vehicle that a client certificate names, by the certificates that `TLS_CLIENT_CA` has signed. */
export function certifiedVehicle(socket: Socket): Identity | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const found = known.get(socket);
  if (found !== undefined) return found ?? undefined;
  const identity = socket.authorized ? vehicleOf(socket) : undefined;
  known.set(socket, identity ?? null);
  return identity;
}

/** Its common name, or else its first DNS name. Several common names would be a matter of opinion. */
function vehicleOf(socket: TLSSocket): Identity | undefined {
  const { subject, subjectaltname } = socket.getPeerCertificate();
  const commonName: unknown = subject?.CN;
  const dnsName = /(?:^|, )DNS:([^,]+)/.exec(subjectaltname ?? '')?.[1];
  const name = commonName === undefined ? dnsName : commonName;
  if (typeof name !== 'string' || name === '') return undefined;
  return { key: `certificate:${name}`, name, role: 'vehicle', vehicleId: name };
}
