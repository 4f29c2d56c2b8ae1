import { begins, hasAt, startsWith } from '../bytes/file-head.ts';
import type { OtherFormat } from './other-format.ts';

/** Vehicle loggers whose own formats are named, not read; as their public recordings begin where no source is given. */
const boxes: readonly [looksLike: string, advice: string, detects: OtherFormat['detects']][] = [
  // ldparser (gotzl): a marker of 64, and constants in front of the logger's serial number; older loggers have 0 before them.
  [
    'a log of a MoTeC logger (.ld)',
    'Export it to CSV with i2, and upload that.',
    (head) => startsWith(head, [0x40, 0, 0, 0, 0, 0, 0, 0]) && hasAt(66, [0x40, 0x42, 0x0f, 0])(head),
  ],
  ['a log of an AiM logger (.xrk)', 'Export it to CSV with Race Studio, and upload that.', begins('<hCNF')],
  [
    'a recording of a VBOX in binary form (.vbb)',
    'Save it as VBO or CSV with VBOX Test Suite, and upload that.',
    (head) => startsWith(head, 'VBB') && (head[3] ?? 0x20) < 0x20,
  ],
  [
    'a recording of a Kvaser Memorator (.kme, .kmf)',
    "Convert it to BLF, ASC or MDF 4 with Kvaser's Memorator tools, and upload that.",
    (head) =>
      (startsWith(head, [0x14, 0xaf]) && hasAt(20, [0x18, 0xae])(head)) ||
      (startsWith(head, [0x14, 0x6c]) && hasAt(24, [0x14, 0x6c])(head)) ||
      (startsWith(head, [0x18, 0x00, 0x64, 0x00]) && hasAt(24, [0x20, 0x00, 0x65, 0x00])(head)) ||
      hasAt(8, [0xde, 0xad, 0x1d, 0xea])(head),
  ],
  // Actisense, "EBL log format": escaped records, the first of which is the time.
  [
    'a log of a gateway of Actisense (.ebl)',
    'Convert it to text with CANboat or the EBL reader of Actisense, and upload that.',
    begins([0x1b, 0x01, 0x03]),
  ],
  // DLE STX, and the kind of message: of the bus (93, 94, 95, D0), or of the gateway; CANboat, `actisense-serial`.
  [
    'binary messages of a gateway of Actisense',
    'Log them as text, with CANboat (actisense-serial) or as "N2K ASCII", and upload that.',
    begins(
      [0x10, 0x02, 0x93],
      [0x10, 0x02, 0x94],
      [0x10, 0x02, 0x95],
      [0x10, 0x02, 0xd0],
      [0x10, 0x03, 0x10, 0x02],
    ),
  ],
  [
    'a recording of a voyage recorder of Yacht Devices (.DAT)',
    "Convert it to a log of CAN frames or to CSV with Yacht Devices' converter, and upload that.",
    hasAt(6, 'YDVR v'),
  ],
  [
    'a capture of a logic analyser (.logicdata)',
    'Export the decoded frames to CSV with Logic of Saleae, and upload that.',
    hasAt(5, 'Data save'),
  ],
  // Regulation (EU) 2016/799, annex I C: the first file of a card is EF_ICC (appendix 2), 25 bytes; answers of a vehicle unit (appendix 7).
  [
    'a download of a digital tachograph (.ddd)',
    'Leave it out of the upload.',
    begins([0, 2, 0, 0, 0x19], [0x76, 0x01], [0x76, 0x21], [0x76, 0x31]),
  ],
];

export const otherBoxes: readonly OtherFormat[] = boxes.map(([looksLike, advice, detects]) => ({
  looksLike,
  advice,
  verdict: 'unknown_format',
  detects,
}));
