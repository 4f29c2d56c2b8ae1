import { expect, test } from 'vitest';
import type { ChannelGroup } from '../../../../../src/recordings/formats/mdf/definitions.ts';
import { busEventOf } from '../../../../../src/recordings/formats/mdf/event-fields.ts';

const groupOf = (...names: string[]) => ({ channels: names.map((name) => ({ name })) }) as ChannelGroup;

test.each([
  ['CAN_DataFrame', 'CAN_DataFrame'],
  ['CAN_DataFrame.ID', 'CAN_DataFrame'],
  ['Bus.CAN_ErrorFrame.BusChannel', 'CAN_ErrorFrame'],
  ['LIN_ChecksumError.ID', 'LIN_ChecksumError'],
  ['LIN_LongDom', 'LIN_LongDom'],
  ['ETH_Frame.ETH_Frame.Source', 'ETH_Frame'],
  ['FLX_Pdu.Cycle', 'FLX_Pdu'],
  ['MOST_AllocTable', 'MOST_AllocTable'],
  ['ETH_FrameCount', undefined],
  ['CAN_EngTorque', undefined],
  ['LIN_Voltage', undefined],
  ['CAN_DataFrameCounter', undefined],
])('channel %s belongs to the bus event %s', (name, event) => {
  expect(busEventOf(groupOf('time', name))).toBe(event);
});
