/** `BatteryVoltage`, `ECUTemp` and `battery voltage` as `battery_voltage`, `ecu_temp`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[\s./-]+/g, '_')
    .toLowerCase();
}
