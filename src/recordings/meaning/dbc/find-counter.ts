import type { MessageDefinition, SignalDefinition } from './can-database.ts';

/**
 * Names of message counters, behind an optional name of the message: `COUNTER`, `MSG_CNT`, `CF_Clu_AliveCnt1`, `ESP_05_BZ`
 * (Botschaftszähler), `SEQ_CTR`. Of opendbc's databases and those of AUTOSAR's end-to-end protection.
 */
const counter =
  /(?:[Aa]live|[Rr]oll(?:ing)?|[Mm]essage|[Mm]sg|[Ff]rame|[Ss]eq(?:uence)?)_?(?:[Cc]ounter|[Cc]ount|[Cc]ntr|[Cc]nt|[Cc]tr)_?\d*$|(?:^|[_a-z0-9])(?:COUNTER|[Cc]ounter|CNTR|CNT|CTR|Cnt|Ctr|BZ|ALIV|Alive|ALIVE)_?\d*$|^(?:ALIV|ALIVE|COUNTER|Counter)_/;

/** Names of their checksums: `CHECKSUM`, `CF_Mdps_Chksum2`, `ESP_05_CRC`. */
const checksum =
  /(?:checksum|chksum|chksm|chk_?sum|crc(?:8|16|32)?)_?(?:_[ML]SB)?\d*$|(?:^|_)(?:CHK|CS)_?\d*$|^(?:checksum|chksm|crc)_/i;

/** A counter of one bit cannot show that two frames were lost; those of more than 32 bits do not occur (AUTOSAR E2E, profile 7). */
const fewest = 2;
const most = 32;

/**
 * The signals with which a message is counted, for messages that are protected from end to end: they have a checksum too.
 * None for others, and where several signals could be the counter. PDUs of a container have each their own.
 */
export function countersOf({ signals }: MessageDefinition): number[] {
  const pdus = new Set(signals.map(({ pdu }) => pdu?.name));
  return [...pdus].flatMap((name) => counterAmong(signals, name) ?? []);
}

function counterAmong(signals: readonly SignalDefinition[], pdu: string | undefined): number | undefined {
  const own = (signal: SignalDefinition) => signal.pdu?.name === pdu;
  if (!signals.some((each) => own(each) && checksum.test(each.name) && !counter.test(each.name)))
    return undefined;
  const found = signals.flatMap((signal, index) => {
    const { name, size, signed, float, selection } = signal;
    const isCounter =
      own(signal) &&
      counter.test(name) &&
      !checksum.test(name) &&
      size >= fewest &&
      size <= most &&
      !signed &&
      !float &&
      selection === undefined &&
      !signals.some((other) => other.selection?.by === index);
    return isCounter ? [index] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}
