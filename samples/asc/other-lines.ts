/** Events of other buses and kinds, one kind after the other; `number` writes a number in the base of the file. */
export function otherLine(index: number, number: (value: number) => string): string {
  const byte = number(index % 256).padStart(2, '0');
  switch (index % 5) {
    case 0:
      return `ETH 1 Rx  ${number(60)}:FFFFFFFFFFFF02000000000188B5${'00'.repeat(46)}`;
    case 1:
      return `Fr RMSG 0 0 1 1 ${number(20)} ${number(index % 64)} Rx 0 300002 5 20 67 x ${number(4)} ${number(4)} ${Array(4).fill(byte).join(' ')} 0 0 0`;
    case 2:
      return `Li ${number(index % 4)}               Rx     2 ${byte} ${byte}  checksum = ${number(99)}   header time =  40, full time = 130`;
    case 3:
      return `   SV: 2 0 0 ::Panel::Lamp = ${index}`;
    default:
      return 'M1 NetState: 3 4';
  }
}
