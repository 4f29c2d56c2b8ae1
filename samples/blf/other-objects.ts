/** An object that is not a CAN frame, with the layout of `src/recordings/formats/blf/bus-objects.ts`. */
export interface OtherObject {
  type: number;
  body: Uint8Array;
  isFrame: boolean;
}

const kinds = [ethernetFrame, flexRayMessage, linMessage2, systemVariable, namedMember];

/** Objects of other buses and kinds, one kind after the other. */
export function otherObject(index: number): OtherObject {
  return (kinds[index % kinds.length] as (index: number) => OtherObject)(index);
}

/** ETHERNET_FRAME on channel 1 without a tag, with 46 bytes after its header. */
function ethernetFrame(index: number): OtherObject {
  const body = Buffer.alloc(32 + 46, index % 256);
  body.writeUInt16LE(1, 6);
  body.writeUInt16LE(0, 14);
  body.writeUInt16LE(0x88b5, 16);
  body.writeUInt32LE(0, 18);
  body.writeUInt16LE(46, 22);
  return { type: 71, body, isFrame: true };
}

/** FR_RCVMESSAGE_EX on channel 1 with 32 bytes. */
function flexRayMessage(index: number): OtherObject {
  const body = Buffer.alloc(80 + 32, 0);
  body.writeUInt16LE(1, 0);
  body.writeUInt16LE(1, 4);
  body.writeUInt16LE(20, 16);
  body.writeUInt16LE(32, 22);
  body.writeUInt16LE(32, 24);
  body.writeUInt16LE(index % 64, 26);
  return { type: 66, body, isFrame: true };
}

/** LIN_MESSAGE2 on channel 1 with 4 bytes. */
function linMessage2(index: number): OtherObject {
  const body = Buffer.alloc(128);
  body.writeUInt32LE(19_200, 8);
  body.writeUInt16LE(1, 12);
  body.writeUInt8(index % 4, 37);
  body.writeUInt8(4, 38);
  return { type: 57, body, isFrame: true };
}

/** SYS_VARIABLE: a number with its name. */
function systemVariable(index: number): OtherObject {
  const name = Buffer.from('::Panel::Lamp');
  const body = Buffer.alloc(32 + name.length + 4);
  body.writeUInt32LE(2, 0);
  body.writeUInt32LE(name.length, 16);
  body.writeUInt32LE(4, 20);
  body.set(name, 32);
  body.writeUInt32LE(index, 32 + name.length);
  return { type: 72, body, isFrame: false };
}

/** DISTRIBUTED_OBJECT_MEMBER, an object of CANoe 15 and later. */
function namedMember(): OtherObject {
  const path = Buffer.from('Vehicle.Door.Left');
  const body = Buffer.alloc(16 + path.length);
  body.writeUInt32LE(path.length, 8);
  body.set(path, 16);
  return { type: 130, body, isFrame: false };
}
