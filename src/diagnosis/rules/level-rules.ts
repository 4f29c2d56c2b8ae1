import { losesFrames } from '../gather/frame-loss.ts';
import { figuresOf } from '../measure.ts';
import { levelRule } from './level-rule.ts';

/** °C that coolant does not have for half a recording: it boils at 129 °C, and what boils off cools; 60 °C are 140 °F. */
const neverCoolant = 140;

export const coolantOverTemperature = levelRule({
  id: 'coolant-over-temperature',
  version: 4,
  question: 'Did the coolant of an engine become too hot?',
  metric: 'temperature_celsius',
  sources: /coolant|engine.?temp/i,
  by: 10,
  // Where a table names no unit, such a level may be in degrees Fahrenheit.
  unless: (_, metric) => figuresOf(metric).p50 >= neverCoolant,
  thresholds: {
    warning: { value: 112, unit: '°C', source: 'fans run and thermostats are fully open below about 110 °C' },
    error: { value: 118, unit: '°C', source: 'makers light the warning lamp between 115 °C and 120 °C' },
    critical: {
      value: 126,
      unit: '°C',
      source: 'water with 50 % glycol boils at 129 °C under a usual pressure of 1 bar',
    },
  },
  says: 'Engine too hot: coolant at',
  likely_cause:
    'Too little coolant, a thermostat that stays shut, a pump or fan that does not run, or a blocked radiator.',
  advice:
    'Let it cool before opening the circuit; check level, leaks, fan and thermostat before the next drive.',
});

export const engineOverspeed = levelRule({
  id: 'engine-overspeed',
  version: 3,
  question: 'Did an engine turn faster than engines are made for?',
  metric: 'engine_speed_rpm',
  by: 2,
  thresholds: {
    warning: {
      value: 7000,
      unit: 'rpm',
      source:
        'above the red line of most series petrol engines; set it to 2,600 for heavy trucks, 5,000 for diesel cars',
    },
    error: { value: 8500, unit: 'rpm', source: 'only racing engines are made for it' },
  },
  says: 'Engine overspeed:',
  likely_cause: 'A gear too low was engaged (also by engine braking downhill), or the speed signal is wrong.',
  advice: 'Compare with vehicle speed and gear; after a real overspeed check valve train and belts.',
});

/** Share of missing frames from which on the recorder sets the pace; on a full bus senders miss some turns too. */
const throttledFrom = 0.3;

export const busLoad = levelRule({
  id: 'bus-load',
  version: 4,
  question: 'Was a bus loaded so that messages come late?',
  metric: 'bus_load_percent',
  by: 10,
  // A recorder that takes frames at its own pace looks like a slow bus that is full.
  unless: (aggregate, { source, max_at }) => losesFrames(aggregate, source, max_at.file_id, throttledFrom),
  thresholds: {
    warning: {
      value: 70,
      unit: '%',
      source: 'usual design limit of CAN networks; above it frames of low priority miss their deadlines',
    },
    error: { value: 90, unit: '%', source: 'frames of low priority hardly get through' },
  },
  says: 'Bus load at',
  likely_cause:
    'A device sends too often (babbling), a gateway forwards too much, or many repeats after errors.',
  advice: 'Find the identifiers with the highest rate; compare with error frames at that time.',
});

/** ArduPilot's VIBE messages and MAVLink's VIBRATION use another measure than PX4: their figures are higher. */
export const ofArduPilot = /\bVIB(E|RATION)\b/;

export const ardupilotVibration = levelRule({
  id: 'ardupilot-vibration',
  version: 2,
  question: 'Does an ArduPilot controller vibrate more than its estimator bears?',
  metric: 'vibration',
  sources: ofArduPilot,
  by: 5,
  thresholds: {
    warning: {
      value: 30,
      unit: 'm/s²',
      source: 'ArduPilot, "Measuring Vibration": below 30 m/s² is normally acceptable',
    },
    error: {
      value: 60,
      unit: 'm/s²',
      source: 'ArduPilot, "Measuring Vibration": above 60 m/s² position and altitude are nearly always lost',
    },
  },
  says: 'Strong vibration of an ArduPilot controller:',
  likely_cause:
    'Propellers or motors out of balance, a loose or too stiffly mounted flight controller, or frame resonance.',
  advice:
    'Balance or replace propellers, soften the mount; look at the spectrum of the accelerometer and set notch filters.',
});

export const gpsJamming = levelRule({
  id: 'gps-jamming',
  version: 3,
  question: 'Was the reception of GPS jammed?',
  metric: 'gps_jamming',
  by: 10,
  thresholds: {
    warning: {
      value: 80,
      unit: '',
      source: 'PX4 User Guide, log analysis, GPS noise and jamming: 40 or lower is fine, 80 or higher is not',
      max: 255,
    },
    error: {
      value: 200,
      unit: '',
      source: 'u-blox jamInd runs from 0 (none) to 255 (strong); near its end no satellite can be received',
      max: 255,
    },
  },
  says: 'GPS reception disturbed: jamming indicator',
  likely_cause: 'A transmitter, power supply or computer close to the antenna, or a jammer nearby.',
  advice: 'Compare with other drives at the same place; if it is always so, move or shield the antenna.',
});

export const cellImbalance = levelRule({
  id: 'cell-imbalance',
  version: 3,
  question: 'Are the cells of a battery out of balance?',
  metric: 'cell_spread_voltage',
  by: 10,
  thresholds: {
    warning: { value: 0.1, unit: 'V', source: 'balancers keep cells within about 0.01 V to 0.05 V', max: 5 },
    error: {
      value: 0.3,
      unit: 'V',
      source: 'under load the weakest cell then reaches its lower limit first by far',
      max: 5,
    },
  },
  says: 'Battery cells apart by',
  likely_cause: 'A cell has lost capacity or has a higher resistance, or balancing does not work.',
  advice: 'Charge with balancing and measure again at rest; replace the pack if one cell stays apart.',
});

export const magneticDisturbance = levelRule({
  id: 'magnetic-disturbance',
  version: 1,
  question: 'Did the magnetic field at the compass change in flight?',
  metric: 'magnetic_change_percent',
  by: 10,
  thresholds: {
    warning: {
      value: 25,
      unit: '%',
      source: 'dronekit-la, compass vector length: a change of more than 25 % is a warning',
    },
    error: {
      value: 35,
      unit: '%',
      source: 'dronekit-la, compass vector length: of more than 35 % a failure',
    },
  },
  says: 'Magnetic field changed by',
  likely_cause: 'Currents of the motors reach the compass, steel is near it, or it is badly calibrated.',
  advice:
    'Plot the field against the thrust: if they rise together, move the compass away from power wires; otherwise calibrate it.',
});

export const motorSaturation = levelRule({
  id: 'motor-saturation',
  version: 1,
  question: 'Was a motor of a hovering vehicle at its limit, so that it could no longer be steered?',
  metric: 'motor_output_percent',
  by: 2,
  thresholds: {
    warning: {
      value: 99,
      unit: '%',
      source: 'PX4 Flight Review, actuator outputs: at its maximum a motor has no reserve to steer with',
    },
  },
  says: 'A motor at its limit:',
  likely_cause:
    'The vehicle is too heavy for its motors or battery, a motor or propeller is weak or damaged, or the frame is out of balance.',
  advice:
    'Compare the outputs of all motors: one that is higher than the rest points to its arm; otherwise weigh the vehicle.',
});
