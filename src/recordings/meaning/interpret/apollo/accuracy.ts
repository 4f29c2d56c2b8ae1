import type { ProtobufType } from '../../decode/protobuf.ts';
import { createFigureReader } from '../../decode/protobuf-figures.ts';
import { reportStated, unlessZero } from '../report-figure.ts';
import type { ApolloInterpreter } from './interpreter.ts';

const deviations: readonly string[] = ['latitude_std_dev', 'longitude_std_dev'];

/** `apollo.drivers.gnss.GnssBestPose`: the larger standard deviation of east and north, in metres. */
export function accuracyInterpreter({ type }: ProtobufType): ApolloInterpreter {
  const reader = createFigureReader(type, ([name = '']) => deviations.includes(name));
  return (bytes, at, end, place, findings) => {
    let error: number | undefined;
    const fits = reader.read(bytes, at, end, (_, value) => {
      error = Math.max(error ?? value, value);
    });
    reportStated('gps_accuracy_m', place.topic, unlessZero(error), place, findings);
    return fits;
  };
}
