import type { TopicSummary } from '../../recordings/file-summary.ts';
import { intervalOfBucket, usualInterval } from '../../recordings/interval-histogram.ts';

/** Topics that are sent when something happens have no rate that they could miss. */
const eventTypes =
  /(^|[/.:])(log|logmessage|logged_messages|parameterevent|parameter_update|parameter_events|event|tfmessage|compressedlog|vehicle_command(_ack)?|diagnosticstatus|string|empty|occupancygrid|goalstatusarray|goal|cmd_vel|twist|twiststamped|joy|initialpose|clicked_point|transitionevent)$/i;

/**
 * CAN identifiers of diagnosis, which come when somebody asks: 0x7xx (ISO 15765-4), and the 29-bit ones of ISO 15765-2
 * (PDU formats DA, DB, CD, CE), of J1939 requests and transport (EA to EC), and DM1 and DM2, which change to transport with
 * more than one code.
 */
const diagnosticIdentifier = / 0x(7[0-9A-F]{2}|[0-9A-F]{2}(D[AB]|C[DE]|E[ABC]|FEC[AB])[0-9A-F]{2,4})$/;

export function isSentOnEvents(name: string, type: string): boolean {
  if (type === 'CAN' || type === 'CAN FD') return diagnosticIdentifier.test(name);
  return eventTypes.test(type) || eventTypes.test(name);
}

/** Of a regular sender, so many intervals are within half and one and a half of the usual one, */
const regularShare = 0.6;
/** and they fill so much of the time, the longest gap left out: bursts with pauses between them are short and many. */
const regularTime = 0.5;

/** Whether a topic is sent at a rate of its own, which it could miss. */
export function isSentRegularly(topic: TopicSummary): boolean {
  const { name, type, intervals, max_gap_ns } = topic;
  const usual = usualInterval(intervals);
  if (usual === undefined || isSentOnEvents(name, type)) return false;
  let [counted, time, near, nearTime] = [0, 0, 0, 0];
  for (const bucket in intervals) {
    const count = intervals[bucket] ?? 0;
    const length = intervalOfBucket(Number(bucket));
    counted += count;
    time += count * length;
    if (length < usual / 2 || length > usual * 1.5) continue;
    near += count;
    nearTime += count * length;
  }
  return near >= regularShare * counted && nearTime >= regularTime * (time - max_gap_ns);
}
