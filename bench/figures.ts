import type { Figure } from './figure.ts';
import { blfFigure } from './figures/blf.ts';
import { completeFigure } from './figures/complete.ts';
import { fleetFigure } from './figures/fleet.ts';
import { gatherFigure } from './figures/gather.ts';
import { mcapFigures } from './figures/mcap.ts';
import { mdf4Figure } from './figures/mdf4.ts';
import { parseMemoryFigure } from './figures/parse-memory.ts';
import { reportReadFigure } from './figures/report-read.ts';
import { bagFigures } from './figures/ros-bags.ts';
import { twoThreadsFigure } from './figures/two-threads.ts';
import { ulogFigure } from './figures/ulog.ts';
import { uploadFigures } from './figures/upload.ts';

export const figures: readonly Figure[] = [
  completeFigure,
  ...uploadFigures,
  reportReadFigure,
  ...mcapFigures,
  ulogFigure,
  ...bagFigures,
  mdf4Figure,
  blfFigure,
  twoThreadsFigure,
  parseMemoryFigure,
  gatherFigure,
  fleetFigure,
];
