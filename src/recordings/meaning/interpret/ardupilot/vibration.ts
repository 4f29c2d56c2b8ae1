import type { Place } from '../../../summary/occurrence.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import { reportStated } from '../report-figure.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';

/**
 * VIBE: the standard deviation of the acceleration on each axis in m/s², of which the largest counts, and how often
 * the accelerometers exceeded their range since the start. Before 4.1 the clippings of three of them are in one
 * message.
 */
export function vibrationInterpreter(): ArduPilotInterpreter {
  const clipping = clippingReporter();
  return (fields, place, findings) => {
    const largest = Math.max(fields.number('VibeX'), fields.number('VibeY'), fields.number('VibeZ'));
    const stated = fields.value('VibeX') === undefined ? undefined : largest;
    reportStated('vibration', place.topic, stated, place, findings);
    const old = [0, 1, 2].map((index) => fields.number(`Clip${index}`));
    const single = fields.number('Clip');
    clipping(Number.isNaN(single) ? old.reduce((sum, each) => sum + each, 0) : single, place, findings);
  };
}

/** Reports each increase of a clipping counter. */
export function clippingReporter(): (clipped: number, place: Place, findings: Findings) => void {
  let before = Number.NaN;
  return (clipped, place, findings) => {
    if (clipped > before) {
      const message = `The accelerometer went beyond its range ${clipped - before} times since the message before.`;
      const code = `${place.topic}: accelerometer clipping`;
      findings.code({ code, source: 'diagnostics', severity: 'warning', message }, place);
    }
    before = clipped;
  };
}
