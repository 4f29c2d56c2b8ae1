import type { Figure } from './figure.ts';
import { batchPageFigure } from './figures/batch-page.ts';
import { clipFigure } from './figures/clip.ts';
import { completeFigure } from './figures/complete.ts';
import { eventsFigure } from './figures/events.ts';
import { exportFigures } from './figures/export.ts';
import { firstLookFigure } from './figures/first-look.ts';
import { fleetFigure } from './figures/fleet.ts';
import { gatherFigure } from './figures/gather.ts';
import { heldMemoryFigure } from './figures/held-memory.ts';
import { incidentsFigure } from './figures/incidents.ts';
import { inspectFigure } from './figures/inspect.ts';
import { largeBatchFigures } from './figures/large-batches.ts';
import { lastByteFigures } from './figures/last-byte.ts';
import { manyBatchesFigure } from './figures/many-batches.ts';
import { mcapFigures } from './figures/mcap.ts';
import { parseMemoryFigure } from './figures/parse-memory.ts';
import { pythonFigures } from './figures/python-readers.ts';
import { reconcilerFigure } from './figures/reconciler.ts';
import { relayFigure } from './figures/relay.ts';
import { reportReadFigure } from './figures/report-read.ts';
import { reportReadKeysFigure } from './figures/report-read-keys.ts';
import { roundTripsFigure } from './figures/round-trips.ts';
import { streamsFigure } from './figures/streams.ts';
import { tracingFigure } from './figures/tracing.ts';
import { twoThreadsFigures } from './figures/two-threads.ts';
import { uploadFigures } from './figures/upload.ts';
import { uploadFloorFigures } from './figures/upload-floor.ts';
import { uploadWayFigures } from './figures/upload-ways.ts';

export const figures: readonly Figure[] = [
  clipFigure,
  completeFigure,
  roundTripsFigure,
  ...lastByteFigures,
  ...largeBatchFigures,
  manyBatchesFigure,
  heldMemoryFigure,
  ...uploadFigures,
  ...uploadWayFigures,
  ...uploadFloorFigures,
  reportReadFigure,
  tracingFigure,
  ...mcapFigures,
  ...pythonFigures,
  ...exportFigures,
  firstLookFigure,
  batchPageFigure,
  ...twoThreadsFigures,
  parseMemoryFigure,
  gatherFigure,
  incidentsFigure,
  inspectFigure,
  fleetFigure,
  eventsFigure,
  reconcilerFigure,
  relayFigure,
  streamsFigure,
  // It makes a token, and from then on nothing is open any more.
  reportReadKeysFigure,
];
