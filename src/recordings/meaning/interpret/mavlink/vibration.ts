import { clippingReporter } from '../ardupilot/vibration.ts';
import { reportFigure } from '../report-figure.ts';
import { autopilots, type MavlinkInterpreter, type MavlinkSource } from './interpreter.ts';

/**
 * VIBRATION: the standard deviation of the acceleration on each axis in m/s². PX4 sends other figures instead, of
 * which the third is the `accel_vibration_metric` of its logs.
 */
export function vibrationInterpreter(source: MavlinkSource): MavlinkInterpreter {
  const clipping = clippingReporter();
  return (fields, place, findings) => {
    const [x, y, z] = ['x', 'y', 'z'].map((axis) => fields.number(`vibration_${axis}`)) as [
      number,
      number,
      number,
    ];
    const isPx4 = source.autopilot === autopilots.px4;
    const level = isPx4 ? z : Math.max(x, y, z);
    const name = isPx4 ? `PX4 accelerometer ${source.system}/${source.component}` : place.topic;
    reportFigure('vibration', name, level, place, findings);
    const clipped = [0, 1, 2].reduce((sum, index) => sum + fields.number(`clipping_${index}`), 0);
    clipping(clipped, place, findings);
  };
}
