import type { SampleMessage } from '../dbc/dbc-writer.ts';

/** A PDU of a container: its messages’ `id` is not used. */
export interface SamplePdu extends Omit<SampleMessage, 'id'> {
  /** In the PDU's header, for containers that have some. */
  headerId?: number;
  /** Bytes from the beginning of the container, for those without. */
  offset?: number;
  updateBit?: number;
  /** Bytes of freshness value and authenticator, if the PDU is secured. */
  secured?: number;
}

export interface SampleContainer {
  /** 11 or 29 bits. */
  id: number;
  extended?: boolean;
  name: string;
  /** Bytes at most. */
  length: number;
  header: 'SHORT-HEADER' | 'LONG-HEADER' | 'NO-HEADER';
  /** The container itself is the payload of a secured PDU: bytes of what follows it. */
  secured?: number;
  pdus: SamplePdu[];
}

export interface SampleContainers {
  containers: readonly SampleContainer[];
  /** By default the most significant byte of headers comes first. */
  littleEndian?: boolean;
}
