import type { SampleMessage, SampleSignal } from '../dbc/dbc-writer.ts';
import { placeOf } from './placing.ts';

/**
 * A database of BUSMASTER, version 1.3, for these messages; of multiplexing only the simple one.
 * @param common without booleans and signals of no message, which canmatrix takes for signed numbers and for signals of the last message, and with
 * the marker of 29 bits, which it wants
 */
export function writeDbf(messages: readonly SampleMessage[], { common = false } = {}): string {
  return [
    '//******************************BUSMASTER Messages and signals Database ******************************//',
    '',
    '[DATABASE_VERSION] 1.3',
    '',
    '[PROTOCOL] CAN',
    '',
    '[BUSMASTER_VERSION] [3.2.2]',
    `[NUMBER_OF_MESSAGES] ${messages.length}`,
    '',
    ...messages.flatMap((message) => messageLines(message, common)),
    ...(common ? [] : withoutMessage),
    '[START_VALUE_TABLE]',
    '[START_TABLE] OnOff',
    '[VALUE_DESCRIPTION] "off",0',
    '[END_TABLE]',
    '[END_VALUE_TABLE]',
    '',
    '[NODE] Gateway,Engine',
    '[START_DESC]',
    '[START_DESC_MSG]',
    `${idOf(messages[0], common)} "written for tests";`,
    '[END_DESC_MSG]',
    '[END_DESC]',
    '',
    '[START_PARAM]',
    '[START_PARAM_MSG]',
    '"GenMsgCycleTime",INT,0,65535,0',
    '[END_PARAM_MSG]',
    '[START_PARAM_VAL]',
    '[START_PARAM_MSG_VAL]',
    `${idOf(messages[0], common, ',')},"GenMsgCycleTime","10"`,
    '[END_PARAM_MSG_VAL]',
    '[END_PARAM_VAL]',
    '',
  ].join('\r\n');
}

const withoutMessage = [
  '[START_SIG_LIST]',
  '[START_SIGNALS] Unplaced,8,1,0,U,255,0,1,0,1,,,',
  '[END_SIG_LIST]',
  '',
];

const marker = 0x8000_0000;

function numberOf({ id, extended }: SampleMessage, common: boolean): number {
  return extended && common ? id + marker : id;
}

/** As comments and attributes name a message. */
function idOf(message: SampleMessage | undefined, common: boolean, between = ' '): string {
  return message ? `${numberOf(message, common)}${between}${message.extended ? 'X' : 'S'}` : '';
}

function messageLines(message: SampleMessage, common: boolean): string[] {
  const { name, extended, length, signals } = message;
  return [
    `[START_MSG] ${name},${numberOf(message, common)},${length},${signals.length},1,${extended ? 'X' : 'S'},Gateway`,
    ...signals.flatMap((signal) => signalLines(signal, common)),
    '[END_MSG]',
    '',
  ];
}

function signalLines(signal: SampleSignal, common: boolean): string[] {
  const { name, size, bigEndian, factor = 1, offset = 0, unit = '', multiplex = '', values = {} } = signal;
  // Where the least significant bit is, whatever the byte order.
  const last = placeOf(signal) + (bigEndian ? size - 1 : 0);
  const bit = bigEndian ? 7 - (last & 7) : last & 7;
  const place = `${(last >> 3) + 1},${bit}`;
  const scale = `${bigEndian ? 0 : 1},${offset},${factor}`;
  return [
    `[START_SIGNALS] ${name},${size},${place},${typeOf(signal, common)},0,0,${scale},${unit},${multiplex},Engine`,
    ...Object.entries(values).map(([value, label]) => `[VALUE_DESCRIPTION] "${label}",${value}`),
  ];
}

function typeOf({ float, signed, size }: SampleSignal, common: boolean): string {
  if (float) return size === 32 ? 'F' : 'D';
  if (size === 1 && !signed && !common) return 'B';
  return signed ? 'I' : 'U';
}
