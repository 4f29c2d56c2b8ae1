import type { Place } from '../../summary/occurrence.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { type KeyedValue, valueText } from './messages.ts';

/** Parameters that describe the kind of vehicle, reported as versions. */
const identifying: Record<string, string> = { SYS_AUTOSTART: 'airframe', MAV_TYPE: 'mavlink_type' };

/** A parameter at the beginning of the log. */
export function reportParameter(parameter: KeyedValue, builder: SummaryBuilder): void {
  const component = Object.hasOwn(identifying, parameter.name) ? identifying[parameter.name] : undefined;
  if (component) builder.version(component, valueText(parameter));
}

/** A parameter that was set while the log was written. */
export function reportParameterChange(parameter: KeyedValue, place: Place, builder: SummaryBuilder): void {
  const text = `${parameter.name} was set to ${valueText(parameter)} during the recording`;
  builder.log({ severity: 'info', source: 'parameter', text }, place);
}
