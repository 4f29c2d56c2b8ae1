import { hasControls, latin1 } from '../text/ascii.ts';
import type { Tokens } from '../text/tokens.ts';
import { isEventText } from './event-text.ts';

/** Stands for the name of an event that is free text. */
export const writtenText = 'text';

/** Names of unsupported events, by their first word. */
const names: Record<string, string> = {
  'SV:': 'system variable',
  'GPS-Device:': 'GPS position',
  'TriggerEvent:': 'trigger',
  log: 'trigger',
  DiagRequest: 'diagnostic request',
  'TFS:': 'test step',
};
/** They carry no information about the bus. */
const silent = ['Start', 'Comment:'];

/**
 * Name of an event of an unsupported kind; '' for one not worth reporting, undefined if it is a frame whose head is
 * damaged, or has damaged bytes. `tokens` are at the first word after the time.
 */
export function nameOfOther(tokens: Tokens): string | undefined {
  const { bytes, start, end, lineEnd } = tokens;
  if (hasControls(bytes, start, lineEnd)) return undefined;
  const text = latin1(bytes, start, Math.min(lineEnd, start + 400));
  const word = text.slice(0, end - start);
  if (/(?:^|\s)(?:Rx|Tx|TxRq)\s+[dr](?:\s|$)/.test(text) || /^.?.?ANFD$|^CAN(?!XL$).?.?$|^C.?NFD$/.test(word))
    return undefined;
  if (silent.includes(word)) return '';
  if (/^\S+\s+:=/.test(text)) return 'environment variable';
  if (/^\S+\s+\w+::\w+/.test(text)) return 'signal';
  const known = names[word] ?? names[/^\w+(?=\[)/.exec(word)?.[0] ?? ''];
  const name = known ?? busEvent(text);
  if (name) return name;
  return isEventText(text) ? writtenText : (/^[\w-]{1,30}/.exec(text)?.[0] ?? 'other event');
}

/** In the order of the groups by which `busEvent` recognises them. */
const busNames = ['FlexRay', 'Ethernet', 'LIN', 'MOST', 'serial'];

/** Events of a bus are distinguished by the word after its channel, or after the identifier of a LIN frame. */
function busEvent(text: string): string | undefined {
  const match = /^(?:(Fr)|(ETH) +\d+|(L)[i\d](?: +\d[\da-f]?(?= ))?|(M)\d|(COM)\d) +([\w*-]{1,30})/i.exec(
    text,
  );
  if (!match) return undefined;
  const bus = busNames.find((_, index) => match[index + 1]);
  return `${bus} ${match.at(-1)}`;
}

/**
 * The same for an event that begins with a channel, `text` being the rest: a marker, a signal (`Node::Message::Signal
 * = 1`), or another word with a colon. Undefined if it is none of these.
 */
export function nameOfChannelEvent(text: string): string | undefined {
  if (/^\w+(?:::\w+)+\s*=/.test(text)) return 'signal';
  return /^([A-Za-z]\w{0,29})(?:\(\w*\))?:(?:\s|$)/.exec(text)?.[1];
}
