/** Components by which vehicles name their whole software, the most telling first: the names that the readers give them. */
const whole = ['software', 'openpilot', 'autopilot', 'firmware'];

/** A low rank is what people most likely mean by "the software" of a vehicle. */
export function softwareRank(component: string): number {
  const at = whole.indexOf(component);
  return at === -1 ? whole.length : at;
}
