import { DltNames } from './dlt-names.ts';

/** PRS LogAndTraceProtocol, 5.2.2, "Message Type" (MSTP). */
export const messageKinds = { log: 0, trace: 1, network: 2, control: 3 } as const;

/** The content of a message's header; one object is reused for each, so that messages cause no allocation. */
export class HeaderFields {
  /** Of the protocol: 1, also where it is 0, or 2. */
  version = 1;
  /** Whether the fields of version 2 are in the order of the machine that wrote them; must be set before `read`. */
  inHostOrder = false;
  /** From the standard header to the end of the payload, in bytes. */
  length = 0;
  /** Of standard and extended header: where the payload begins. */
  size = 0;
  littleEndian = true;
  readonly names = new DltNames();
  /** The number of a name in `names`: in version 1 its four characters, big-endian; 0 if the header has none. */
  ecu = 0;
  app = 0;
  context = 0;
  /** Time since the ECU was switched on, in 0.1 ms; -1 if the header has none. */
  uptime = -1;
  verbose = false;
  /** One of `messageKinds`, or one of a later version; -1 without an extended header. */
  kind = -1;
  /** Message type info (MTIN): for a log message its level, for a control message whether it is a response. */
  info = 0;
  argumentCount = 0;
  /** Of a non-verbose message of version 2; -1 if it is at the beginning of the payload, or there is none. */
  messageId = -1;
  /** Whether the payload is a part of one, which only version 2 has. */
  segmented = false;
  /** When the message was sent, since 1970, in version 2; -1 if the header does not say. */
  utcSeconds = -1;
  utcNanoseconds = 0;
}
