import type { Label } from '../language/language.ts';
import type { MetricName } from '../recordings/summary/file-summary.ts';

/** Titles of metrics for people, without the unit. */
export const metricTitles = {
  cpu_percent: 'CPU',
  ram_percent: 'RAM',
  disk_percent: 'Disk',
  battery_percent: 'Battery level',
  battery_voltage: 'Battery voltage',
  temperature_celsius: 'Temperature',
  bus_load_percent: 'CAN bus load',
  engine_speed_rpm: 'Engine speed',
  engine_load_percent: 'Engine load',
  vehicle_speed_kmh: 'Vehicle speed',
  fuel_percent: 'Fuel level',
  cell_spread_voltage: 'Spread of cell voltages',
  vibration: 'Vibration',
  gps_satellites: 'GPS satellites',
  gps_accuracy_m: 'GPS accuracy',
  gps_jamming: 'GPS jamming',
  estimator_ratio: 'Estimator test ratio',
  gps_vertical_accuracy_m: 'GPS vertical accuracy',
  gps_speed_accuracy_ms: 'GPS speed accuracy',
  gps_dop: 'GPS dilution of precision',
  rail_voltage: '5 V rail',
  cell_voltage: 'Lowest cell voltage',
  motor_output_percent: 'Highest motor output',
  attitude_error_degrees: 'Attitude error',
  magnetic_change_percent: 'Change of the magnetic field',
  signal: 'Signal',
} as const satisfies Record<MetricName, Label>;
