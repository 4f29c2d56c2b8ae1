import type { StoredVariable } from '../../messages/measurement-sink.ts';
import type { ChannelGroup } from './definitions.ts';
import { busEventOf, EventFields } from './event-fields.ts';
import { variableOf } from './record-tap.ts';

/** Where the payload of frames of Ethernet and LIN is, if that is not in their records. */
export function payloadOf(group: ChannelGroup): StoredVariable | undefined {
  const event = busEventOf(group);
  if (event !== 'ETH_Frame' && event !== 'LIN_Frame') return undefined;
  const bytes = new EventFields(group).channel('DataBytes');
  return bytes && variableOf(bytes, group.dataBytes);
}
