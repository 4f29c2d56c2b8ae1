import type { MessageDefinition } from './can-database.ts';

/**
 * Names of message counters, behind an optional name of the message: `COUNTER`, `MSG_CNT`, `CF_Clu_AliveCnt1`, `ESP_05_BZ`
 * (Botschaftszähler), `SEQ_CTR`. Of opendbc's databases and those of AUTOSAR's end-to-end protection.
 */
const counter =
  /(?:[Aa]live|[Rr]oll(?:ing)?|[Mm]essage|[Mm]sg|[Ff]rame|[Ss]eq(?:uence)?)_?(?:[Cc]ounter|[Cc]ount|[Cc]ntr|[Cc]nt|[Cc]tr)_?\d*$|(?:^|[_a-z0-9])(?:COUNTER|[Cc]ounter|CNTR|CNT|CTR|Cnt|Ctr|BZ|ALIV|Alive|ALIVE)_?\d*$|^(?:ALIV|ALIVE|COUNTER|Counter)_/;

/** Names of their checksums: `CHECKSUM`, `CF_Mdps_Chksum2`, `ESP_05_CRC`. */
const checksum =
  /(?:checksum|chksum|chksm|chk_?sum|crc(?:8|16|32)?)_?(?:_[ML]SB)?\d*$|(?:^|_)(?:CHK|CS)_?\d*$|^(?:checksum|chksm|crc)_/i;

/** A counter of one bit cannot show that two frames were lost; those of more than 16 bits do not occur. */
const fewest = 2;
const most = 16;

/**
 * The signal with which a message is counted, for messages that are protected from end to end: they have a checksum too.
 * Undefined for others, where several signals could be the counter, and for containers, whose PDUs come independently.
 */
export function counterOf({ signals, container }: MessageDefinition): number | undefined {
  if (container || !signals.some(({ name }) => checksum.test(name) && !counter.test(name))) return undefined;
  const found = signals.flatMap(({ name, size, signed, float, selection }, index) =>
    counter.test(name) &&
    !checksum.test(name) &&
    size >= fewest &&
    size <= most &&
    !signed &&
    !float &&
    selection === undefined &&
    !signals.some((other) => other.selection?.by === index)
      ? [index]
      : [],
  );
  return found.length === 1 ? found[0] : undefined;
}
