import type { MetricAggregate } from '../gather/metrics.ts';

/**
 * The batteries of ArduPilot, MAVLink and PX4: three lithium-polymer cells, 9.9 V to 12.6 V, are no net of 12 V. Their
 * cells and the vehicle's own limits are judged.
 */
const flightBattery = /^(?:BAT\d?|CURR?\d?)(?:\[\d+\])?$|^(?:SYS_STATUS|BATTERY_STATUS) |^battery_status\b/;

export function isFlightBattery({ source }: Pick<MetricAggregate, 'source'>): boolean {
  return flightBattery.test(source);
}
