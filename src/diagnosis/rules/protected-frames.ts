import { plural } from '../../domain/plural.ts';
import { quote } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import { faultShare } from '../gather/counter-faults.ts';
import { type Draft, defineRule, evidenceAt } from '../rule.ts';

type CounterFault = Aggregate['counter_faults'][number];

export const protectedFrames = defineRule({
  id: 'protected-frames',
  version: 1,
  question: 'Do frames with a counter and a checksum get lost, or come twice?',
  severities: ['info', 'warning'],
  basis: 'inferred',
  thresholds: {
    share: {
      value: 2,
      unit: '%',
      source: 'of the frames due; senders of healthy public recordings lose or repeat less than 1 %',
    },
    frames: {
      value: 10,
      unit: '',
      source: 'a sender that starts anew, or a recorder that stops for a moment, costs a few',
    },
    senders: {
      value: 50,
      unit: '%',
      source:
        'of the protected senders of a bus: a recorder loses frames of all of them, a fault those of its own',
    },
    listed: { value: 8, unit: '', source: 'as many as a reader takes in' },
  },
  likely_cause:
    'A control unit sends too late or not at all, a gateway passes old frames on or drops new ones, or wires are disturbed.',
  advice:
    'Receivers of such messages go into their fallback when several in a row are missing or old. Look at error frames and trouble codes of lost communication at that time; record in front of the gateway as well.',
  evaluate: ({ counter_faults }, limits) => {
    const found = counter_faults.filter(
      (fault) => 100 * faultShare(fault) >= limits.share && fault.lost + fault.repeated >= limits.frames,
    );
    const ofRecorder = found.filter((fault) => isOfRecorder(fault, limits.senders));
    const own = found.filter((fault) => !ofRecorder.includes(fault));
    return [
      ...own.slice(0, limits.listed).map(
        (fault): Draft => ({
          severity: 'warning',
          title: `${saying(fault)} of ${quote(fault.message)} on ${quote(fault.bus)}`,
          description: `By its counter ${quote(fault.signal)}, of ${fault.due.toLocaleString('en-US')} frames ${fault.lost.toLocaleString('en-US')} are missing and ${fault.repeated.toLocaleString('en-US')} were repeated in ${quote(fault.at.file_name)}; ${fault.faulty} of ${plural(fault.senders, 'protected sender')} of the bus lost frames.`,
          evidence: [evidenceAt(fault.at, { count: fault.lost + fault.repeated, detail: saying(fault) })],
        }),
      ),
      ...Map.groupBy(ofRecorder, ({ bus }) => bus)
        .values()
        .take(limits.listed)
        .map(recorderLoses),
    ];
  },
});

/** One or two senders cannot show that a recorder loses frames of all of them. */
const leastSenders = 3;

function isOfRecorder({ senders, faulty, lost, repeated }: CounterFault, share: number): boolean {
  return lost > repeated && senders >= leastSenders && 100 * faulty >= share * senders;
}

/** Of one bus, the worst first. */
function recorderLoses(faults: readonly CounterFault[]): Draft {
  const worst = faults[0] as CounterFault;
  return {
    severity: 'info',
    title: `Counters show that frames of ${quote(worst.bus)} are not in the recording`,
    description: `${worst.faulty} of ${plural(worst.senders, 'protected sender')} lost frames in ${quote(worst.at.file_name)}, most of all ${quote(worst.message)} with ${percent(worst)}: the recorder rather than the senders.`,
    likely_cause: 'The recorder or its adapter does not keep up with the bus, or filters its frames.',
    advice:
      'Nothing to do on the vehicle. Do not take frames that are missing here as not sent; record the bus with fewer identifiers, or with an adapter that reports what it loses.',
    evidence: faults.map((fault) => evidenceAt(fault.at, { count: fault.lost, detail: saying(fault) })),
  };
}

function saying(fault: CounterFault): string {
  return `${percent(fault)} of the frames ${fault.lost >= fault.repeated ? 'are missing' : 'are repeated'}`;
}

function percent(fault: CounterFault): string {
  const share = 100 * faultShare(fault);
  return `${share < 10 ? share.toFixed(1) : Math.round(share)} %`;
}
