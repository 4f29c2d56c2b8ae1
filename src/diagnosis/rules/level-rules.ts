import { levelRule } from './level-rule.ts';

export const coolantOverTemperature = levelRule({
  id: 'coolant-over-temperature',
  version: 2,
  question: 'Did the coolant of an engine become too hot?',
  metric: 'temperature_celsius',
  sources: /coolant|engine.?temp/i,
  by: 'p99',
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
  version: 2,
  question: 'Did an engine turn faster than engines are made for?',
  metric: 'engine_speed_rpm',
  by: 'max',
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

export const busLoad = levelRule({
  id: 'bus-load',
  version: 2,
  question: 'Was a bus loaded so that messages come late?',
  metric: 'bus_load_percent',
  by: 'p95',
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
const ofArduPilot = /\bVIB(E|RATION)\b/;

export const vibration = levelRule({
  id: 'vibration',
  version: 2,
  question: 'Does the flight controller vibrate more than its estimator bears?',
  metric: 'vibration',
  sources: /^(?!.*\bVIB(E|RATION)\b)/,
  by: 'p95',
  thresholds: {
    warning: {
      value: 4.905,
      unit: 'm/s²',
      source: 'PX4 Flight Review, vibration metrics: half of g, end of the good range',
    },
    error: {
      value: 9.81,
      unit: 'm/s²',
      source: 'PX4 Flight Review, vibration metrics: g, end of the tolerable range',
    },
  },
  says: 'Strong vibration:',
  likely_cause:
    'Propellers or motors out of balance, a loose or too stiffly mounted flight controller, or frame resonance.',
  advice:
    'Balance or replace propellers, check motor bearings and the mount; look at the spectrum of the accelerometer.',
});

export const ardupilotVibration = levelRule({
  id: 'ardupilot-vibration',
  version: 1,
  question: 'Does an ArduPilot controller vibrate more than its estimator bears?',
  metric: 'vibration',
  sources: ofArduPilot,
  by: 'p95',
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
  version: 2,
  question: 'Was the reception of GPS jammed?',
  metric: 'gps_jamming',
  by: 'p95',
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

export const gpsAccuracy = levelRule({
  id: 'gps-accuracy',
  version: 2,
  question: 'Was the position of GPS too inexact?',
  metric: 'gps_accuracy_m',
  by: 'p50',
  thresholds: {
    warning: {
      value: 3,
      unit: 'm',
      source: 'PX4 EKF2_REQ_EPH: above it the estimator does not use the position',
    },
    error: { value: 10, unit: 'm', source: 'more than the width of two lanes' },
  },
  says: 'Inexact GPS position: ±',
  likely_cause: 'The sky is hidden, the antenna is poor or covered, or reception is disturbed.',
  advice: 'Check antenna and cable under an open sky; compare with satellites and jamming.',
});

export const estimatorFault = levelRule({
  id: 'estimator-fault',
  version: 2,
  question: 'Did the estimator of the flight controller reject its sensors?',
  metric: 'estimator_ratio',
  by: 'p95',
  thresholds: {
    warning: {
      value: 0.5,
      unit: '',
      source: 'MAVLink ESTIMATOR_STATUS (230): below 0.5 in normal operation, now and then up to 1',
    },
    error: {
      value: 1,
      unit: '',
      source: 'MAVLink ESTIMATOR_STATUS (230): above 1 the measurement was rejected',
    },
  },
  says: 'Estimator in doubt: test ratio',
  likely_cause:
    'A compass disturbed by currents, a poor GPS position, strong vibration, or a sensor that drifts.',
  advice:
    'See which ratio is high (magnetometer, velocity, height); calibrate that sensor or move it away from currents.',
});

export const cellImbalance = levelRule({
  id: 'cell-imbalance',
  version: 2,
  question: 'Are the cells of a battery out of balance?',
  metric: 'cell_spread_voltage',
  by: 'p95',
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
