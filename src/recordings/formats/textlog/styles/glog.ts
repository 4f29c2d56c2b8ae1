import { levelOfWord } from '../../../meaning/interpret/level-words.ts';
import type { LogStyle } from '../log-style.ts';
import { glogStamp } from '../stamps.ts';

const place = /\s{1,9}\d{1,10} ([^\s:\]]{1,200}):\d{1,7}\](?: |$)/y;
const heading =
  /^(?:Log file created at: |Running on machine: |Application fingerprint: |Running duration |Log line format: )/;

/** glog, and klog of Kubernetes: `E0309 23:01:31.627000 1234 file.cc:12] text`. */
export const glog: LogStyle = {
  writer: 'glog',
  read: (line) => {
    if (heading.test(line)) return 'heading';
    const level = /^[IWEFD]\d/.test(line) ? levelOfWord(line[0] as string) : undefined;
    const stamp = level && glogStamp(line, 1);
    if (!stamp) return undefined;
    place.lastIndex = stamp.end;
    const match = place.exec(line);
    if (!match) return undefined;
    return { time: stamp.time, level, source: match[1] ?? '', text: line.slice(place.lastIndex) };
  },
};
