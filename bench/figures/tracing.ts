import getPort from 'get-port';
import { alternate } from '../alternate.ts';
import { startChild } from '../child-process.ts';
import { type Figure, median } from '../figure.ts';
import { benchVehicle } from '../load/batches.ts';
import { completedBatch, requestsPerSecond } from './report-read.ts';

/** Share of the throughput that must remain with tracing and metrics. */
const goals = { traced: 0.85, untraced: 0.97 };

/**
 * Reads of one report from the cache with each request traced to a receiver, compared to reads without tracing; and
 * the latter compared to another checkout, from before tracing and metrics in every role, where `--against` names
 * one.
 */
export const tracingFigure: Figure = {
  name: 'tracing',
  title: 'report read warm, traced',
  async measure({ system, quick, against, printLine }) {
    const port = await getPort();
    const sink = await startChild({
      script: 'bench/otlp-sink.ts',
      args: [`${port}`],
      dir: system.dir,
      isReady: (log) => log.includes('listening'),
    });
    const plain = await system.startApi();
    const traced = await system.startApi({
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
    });
    const before = against === undefined ? undefined : await system.startApi({ checkout: against });
    try {
      const vehicle = benchVehicle(plain.url);
      const path = new URL(vehicle.reportUrl(await completedBatch(vehicle, () => system.startWorkers())))
        .pathname;
      const seconds = quick ? 1 : 4;
      const reads = ({ url }: { url: string }) => requestsPerSecond(`${url}${path}`, seconds);
      for (const api of [plain, traced, ...(before ? [before] : [])]) await reads(api);
      const result = await alternate({
        rounds: quick ? 2 : 6,
        ours: () => reads(traced),
        reference: () => reads(plain),
        onRound: (round, ours, reference) =>
          printLine(
            `round ${round + 1}: ${ours.toFixed(0)} traced, ${reference.toFixed(0)} untraced requests/s`,
          ),
      });
      const compared =
        before &&
        (await alternate({
          rounds: quick ? 2 : 6,
          ours: () => reads(plain),
          reference: () => reads(before),
          onRound: (round, ours, reference) =>
            printLine(
              `round ${round + 1}: ${ours.toFixed(0)} untraced, ${reference.toFixed(0)} before, requests/s`,
            ),
        }));
      return {
        unit: 'req/s',
        ...result,
        reference: { what: 'untraced', value: result.reference },
        goal: { ratio: goals.traced, better: 'higher' },
        checks: compared ? [againstBefore(compared.ratios)] : [],
      };
    } finally {
      await Promise.all([plain.stop(), traced.stop(), before?.stop(), sink.stop()]);
    }
  },
};

function againstBefore(ratios: number[]) {
  const ratio = median(ratios);
  return {
    what: 'untraced, beside the other checkout',
    found: `${ratio.toFixed(2)}× (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
    wanted: `≥ ${goals.untraced}×`,
    met: ratio >= goals.untraced,
  };
}
