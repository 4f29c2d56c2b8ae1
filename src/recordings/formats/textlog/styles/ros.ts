import { levelOfWord } from '../../../meaning/interpret/level-words.ts';
import type { LogEntry, LogStyle, WrittenTime } from '../log-style.ts';
import { isoStamp, secondsStamp } from '../stamps.ts';

const level = '(DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)';
const seconds = String.raw`(\d{1,10}\.\d{1,9})`;

/** What launch puts in front of the lines of processes: when it got them, and the name and number of the process. */
const ofLaunch = /^(?:(\d{9,10}\.\d{1,9}) )?(?:\[([A-Za-z_][\w.-]{0,80})-\d{1,5}\] ?)?/;
/** rcutils (`[{severity}] [{time}] [{name}]: `), roscpp and rospy, with simulated time behind the other, and launch without a time. */
const console = new RegExp(
  String.raw`\[ {0,2}${level}\] ?(?:\[(?:WallTime: )?${seconds}(?:, ${seconds})?\] ?)?(?:\[${seconds}\] ?)?(?:\[([^\]]{1,120})\])?: ?`,
  'y',
);
/** rospy before Hydro has no colon. */
const wallTime = new RegExp(String.raw`\[${level}\] \[(?:WallTime: )?${seconds}\] (?:\[${seconds}\] )?`, 'y');
/** `rosout.log`: node, place in its code, topics; each of these may be missing. */
const rosout = new RegExp(
  String.raw`^${seconds} {1,4}${level} (\/\S{0,120}|\S{0,120}(?= \[)) (?:\[[^\]]{0,300}\] )?(?:\[topics: [^\]]{0,400}\] )?`,
);
/** Logs of rospy and of roscpp of their own. */
const rospy = new RegExp(String.raw`^\[([\w./]{1,120})\]\[${level}\] `);
const roscpp = /^\[([\w./-]{1,120})\] \[/;
const roscppLevel = new RegExp(String.raw`\] \[thread [^\]]{1,40}\]: \[${level}\] `, 'y');

/** ROS 1 and ROS 2: screen, files of nodes and of launch. */
export const ros: LogStyle = {
  writer: 'ROS',
  read: (line) => readRosout(line) ?? readConsole(line) ?? readOwnLog(line),
};

function readConsole(line: string): LogEntry | undefined {
  const [front = '', received, process] = ofLaunch.exec(line) ?? [];
  console.lastIndex = front.length;
  wallTime.lastIndex = front.length;
  const match = console.exec(line) ?? wallTime.exec(line);
  const [head = '', word = '', stamped, , , name] = match ?? [];
  if (head !== '') {
    const when = stamped ?? received;
    // Without time and name any bracket would do.
    if (when === undefined && name === undefined) return undefined;
    const text = line.slice(front.length + head.length);
    const source = name === undefined ? (process ?? '') : nameOf(name);
    return { time: when === undefined ? undefined : timeOf(when), level: levelOfWord(word), source, text };
  }
  // What a process wrote to the screen without a level.
  if (process === undefined) return undefined;
  return {
    time: received === undefined ? undefined : timeOf(received),
    level: undefined,
    source: process,
    text: line.slice(front.length),
  };
}

function readRosout(line: string): LogEntry | undefined {
  const [head = '', when = '', word = '', node = ''] = rosout.exec(line) ?? [];
  if (head === '') return undefined;
  return { time: timeOf(when), level: levelOfWord(word), source: node, text: line.slice(head.length) };
}

function readOwnLog(line: string): LogEntry | undefined {
  const [byPython = '', module = '', word = ''] = rospy.exec(line) ?? [];
  if (byPython !== '') {
    const stamp = isoStamp(line, byPython.length);
    if (!stamp || !line.startsWith(': ', stamp.end)) return undefined;
    return { time: stamp.time, level: levelOfWord(word), source: module, text: line.slice(stamp.end + 2) };
  }
  const [byCpp = '', logger = ''] = roscpp.exec(line) ?? [];
  const stamp = byCpp === '' ? undefined : isoStamp(line, byCpp.length);
  if (!stamp) return undefined;
  roscppLevel.lastIndex = stamp.end;
  const match = roscppLevel.exec(line);
  if (!match) return undefined;
  const text = line.slice(roscppLevel.lastIndex);
  return { time: stamp.time, level: levelOfWord(match[1] ?? ''), source: logger, text };
}

function timeOf(text: string): WrittenTime | undefined {
  return secondsStamp(text, 0)?.time;
}

/** Launch numbers the processes it starts; names of nodes have no hyphens. */
function nameOf(name: string): string {
  return name.replace(/-\d{1,5}$/, '');
}
