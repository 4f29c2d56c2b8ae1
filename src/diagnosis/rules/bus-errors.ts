import { plural } from '../../domain/plural.ts';
import { severityRank } from '../../domain/severity.ts';
import { channelTopics } from '../../recordings/formats/traces/channel-topics.ts';
import { quote, quoteCode, times } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { busOf } from '../gather/senders.ts';
import { defineRule, severityFor } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

/**
 * Codes that a bus or its recorder reports about itself; see `BusErrorKind` and, for other networks, `ChannelTopics`.
 */
function busCodes({ codes }: Aggregate, kind: RegExp): CodeAggregate[] {
  return codes
    .filter(({ source, code }) => source === 'can' && kind.test(code))
    .sort((a, b) => severityRank(b.severity) - severityRank(a.severity) || b.count - a.count);
}

export const busOff = defineRule({
  id: 'bus-off',
  version: 2,
  question: 'Did a controller leave a bus because of too many errors?',
  severities: ['info', 'error', 'critical'],
  basis: 'reported',
  thresholds: {
    indicated: {
      value: 3,
      unit: '',
      source:
        'frames with the error state indicator: an error adds 8 to the counter, each frame sent well takes 1 away (ISO 11898-1), so that a sender that became error-passive says so in several',
    },
  },
  likely_cause:
    'Wires shorted or open, a missing terminating resistor, a wrong bit rate, or a defective transceiver.',
  advice:
    'Measure the resistance of the bus (60 Ω with both terminators) and look at the signal with an oscilloscope.',
  evaluate: (aggregate, limits) =>
    busCodes(aggregate, /bus off|error passive/).map((code) => {
      const off = /bus off/.test(code.code);
      const single = isIndicated(code) && code.count < limits.indicated;
      const passive = single ? 'info' : 'error';
      return {
        severity: off ? 'critical' : passive,
        title: off ? `Bus off: ${quoteCode(code.code)}` : `Controller error-passive: ${quoteCode(code.code)}`,
        description: `${off ? 'A controller left the bus (transmit error counter above 255, ISO 11898-1)' : 'A controller was error-passive (error counter above 127, ISO 11898-1)'}, ${times(code.count)} in ${plural(code.files, 'file')}.`,
        evidence: codeEvidence(code),
        codes: [code.code],
      };
    }),
});

/** Said by the indicator in a frame of the sender, and not by a controller, whose reports are those of the bus. */
function isIndicated({ code, first }: CodeAggregate): boolean {
  return first.topic !== undefined && first.topic !== code.slice(0, code.lastIndexOf(': '));
}

const networks = [...new Set(Object.values(channelTopics).map(({ bus }) => bus))].join('|');
/** `CAN 1: error frame`, `Ethernet 1: Ethernet error`, `LIN 2: LIN error`, `FlexRay 1: FlexRay error`. */
const errorsOfBus = new RegExp(`: (error frame|error warning|(${networks}) error)$`);

/** Links with two ends, whose frames are received with errors, have no termination. */
const pointToPoint = {
  likely_cause:
    'A poor plug or cable, disturbance from outside, or two ends that are set to different speeds or modes.',
  advice:
    'Check plugs, cable and shield of this link and the settings of both ends (speed, duplex, master and slave); see whether errors come with a certain load or movement.',
};

export const busErrors = defineRule({
  id: 'bus-errors',
  version: 3,
  question: 'Were there errors on a bus?',
  severities: ['info', 'warning', 'error'],
  basis: 'measured',
  thresholds: {
    warning: { value: 10, unit: '', source: 'a few error frames are ordinary when devices are switched on' },
    error: { value: 1000, unit: '', source: 'such a count costs bus time and delays messages' },
    share: {
      value: 10,
      unit: '%',
      source:
        'of the frames of that bus, two errors at least: hardly anything gets through, however short the recording',
    },
  },
  likely_cause: 'A poor contact or termination, disturbance from outside, or a device with a wrong bit rate.',
  advice: 'Check plugs and termination; see whether errors come with a certain load or movement.',
  evaluate: (aggregate, limits) =>
    busCodes(aggregate, errorsOfBus).map((code) => ({
      severity:
        severityFor([
          [code.count >= limits.error, 'error'],
          [code.count >= limits.warning || isMuch(code, aggregate, limits.share), 'warning'],
        ]) ?? 'info',
      title: `${quoteCode(code.code)} (${times(code.count)})`,
      description: `Seen ${times(code.count)} in ${plural(code.files, 'file')}: “${quote(code.message)}”.`,
      evidence: codeEvidence(code),
      codes: [code.code],
      ...(/: (Ethernet|AFDX) error$/.test(code.code) && pointToPoint),
    })),
});

/** Whether there were many error frames for what got through on that bus. */
function isMuch({ code, count }: CodeAggregate, { topics }: Aggregate, percent: number): boolean {
  if (count < 2 || !code.endsWith(': error frame')) return false;
  const bus = code.slice(0, code.lastIndexOf(': '));
  const frames = topics.reduce((sum, one) => sum + (busOf(one.name) === bus ? one.message_count : 0), 0);
  return 100 * count >= percent * frames;
}

export const lostFrames = defineRule({
  id: 'lost-frames',
  version: 1,
  question: 'Did the recorder lose frames of a bus?',
  severities: ['warning'],
  basis: 'reported',
  thresholds: {},
  likely_cause: 'The recorder or its interface was too slow for the traffic, so that its buffer ran over.',
  advice:
    'Record fewer buses with one interface or use a faster one; rates and gaps of that bus are not exact.',
  evaluate: (aggregate) =>
    busCodes(aggregate, /overrun|lost/).map((code) => ({
      severity: 'warning',
      title: `Frames lost while recording: ${quoteCode(code.code)}`,
      description: `The recorder says so ${times(code.count)} in ${plural(code.files, 'file')}: “${quote(code.message)}”.`,
      evidence: codeEvidence(code),
      codes: [code.code],
    })),
});
