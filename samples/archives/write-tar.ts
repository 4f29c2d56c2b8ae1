const blockBytes = 512;

/** Writes a tar archive (POSIX.1-1988, "ustar Interchange Format"); longer names than 100 bytes in a pax header. */
export function writeTar(files: readonly { name: string; content: Uint8Array; type?: string }[]): Uint8Array {
  const blocks = files.flatMap(({ name, content, type = '0' }) => {
    const extended = Buffer.byteLength(name) > 100 ? entry('pax', paxRecord(name), 'x') : [];
    return [...extended, ...entry(name.slice(0, 100), content, type)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * blockBytes)]);
}

function entry(name: string, content: Uint8Array, type: string): Buffer[] {
  const header = Buffer.alloc(blockBytes);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${content.byteLength.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [
    header,
    Buffer.from(content),
    Buffer.alloc((blockBytes - (content.byteLength % blockBytes)) % blockBytes),
  ];
}

/** `LENGTH path=NAME` and a line feed; the length counts its own digits. */
function paxRecord(name: string): Buffer {
  const rest = Buffer.byteLength(` path=${name}\n`);
  const length = rest + String(rest + 3).length;
  return Buffer.from(`${length} path=${name}\n`);
}
