import type { Figure } from './figure.ts';
import { completeFigure } from './figures/complete.ts';
import { fleetFigure } from './figures/fleet.ts';
import { gatherFigure } from './figures/gather.ts';
import { mdf4Figure } from './figures/mdf4.ts';
import { parseFigure } from './figures/parse.ts';
import { reportReadFigure } from './figures/report-read.ts';
import { bagFigures } from './figures/ros-bags.ts';
import { uploadFigures } from './figures/upload.ts';

export const figures: readonly Figure[] = [
  completeFigure,
  ...uploadFigures,
  reportReadFigure,
  parseFigure,
  ...bagFigures,
  mdf4Figure,
  gatherFigure,
  fleetFigure,
];
