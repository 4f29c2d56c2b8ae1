/** Waypoints that mission control sends to all computers of the car: one in the middle of every ten seconds. */
export const waypoints = {
  hertz: 0.1,
  phase: 0.5,
  node: 'mission',
  /** `seconds` since the drive began. */
  text: (seconds: number) => `Waypoint ${Math.floor(seconds / 10) + 1} reached`,
};
