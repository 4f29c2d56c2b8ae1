import type { ProtobufType } from '../../decode/protobuf.ts';
import { createFigureReader } from '../../decode/protobuf-figures.ts';
import type { ApolloInterpreter } from './interpreter.ts';

const deviations: readonly string[] = ['latitude_std_dev', 'longitude_std_dev'];

/** A receiver without a position yet reports an error larger than this. */
const maxErrorMetres = 10_000;

/** `apollo.drivers.gnss.GnssBestPose`: the larger standard deviation of east and north, in metres. */
export function accuracyInterpreter({ type }: ProtobufType): ApolloInterpreter {
  const reader = createFigureReader(type, ([name = '']) => deviations.includes(name));
  return (bytes, at, end, place, findings) => {
    let error = 0;
    const fits = reader.read(bytes, at, end, (_, value) => {
      error = Math.max(error, value);
    });
    if (error > 0 && error < maxErrorMetres) findings.metric('gps_accuracy_m', place.topic, error, place);
    return fits;
  };
}
