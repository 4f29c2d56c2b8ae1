import type { SeriesBody, SignalPageBody } from '../../../src/api/signals/schema.ts';
import { argus } from './client.ts';

export type { SeriesBody } from '../../../src/api/signals/schema.ts';
/** A signal of a batch, as it is listed. */
export type ListedSignal = SignalPageBody['signals'][number];
/** One signal over a time: as it was recorded, in buckets, or as events. */
export type OneSeries = SeriesBody['series'][number];

export const { listSignals, getSeries, seriesUrl } = argus;
