import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../../../../src/recordings/formats/textlog/log-style.ts';
import { readHead, styleOf } from '../../../../../src/recordings/formats/textlog/log-styles.ts';

/** Time in seconds, as far as it is written: since 1970, the start, midnight, or the first of January. */
function secondsIn({ time }: LogEntry): number | undefined {
  if (!time) return undefined;
  const within = time.seconds + time.nanoseconds / 1e9;
  if (time.kind === 'date') return time.day * 86_400 + within;
  if (time.kind === 'yearless')
    return (Date.UTC(1970, time.month - 1, time.day) - Date.UTC(1970)) / 1000 + within;
  return within;
}

function headOf(line: string) {
  const style = styleOf(Buffer.from(`${line}\n`));
  if (!style) return undefined;
  const head = readHead(style, line);
  if (!head || head === 'heading') return head;
  return [style.writer, head.time?.kind, secondsIn(head), head.level, head.source, head.text];
}

const march9 = Date.UTC(2024, 2, 9, 23, 1, 31) / 1000;
const ofYear = (Date.UTC(1970, 2, 9, 23, 1, 31) - Date.UTC(1970)) / 1000;

const android = "Android's logcat";
const journal = 'syslog or the journal of systemd';
const linux = 'the Linux kernel (dmesg)';
const dated = 'a program, with date and time';
const esp = 'a controller with ESP-IDF';
const hadoop = 'Hadoop or Spark, with years of two digits';
const logfmt = 'a program, in pairs of keys and values (logfmt)';

describe('the head of an entry', () => {
  test.each([
    // logcat -v threadtime, uid, time, brief, tag, process, long, year, zone, epoch, monotonic.
    [
      '03-09 23:01:31.627  1702  2395 D Wind: a text',
      android,
      'yearless',
      ofYear + 0.627,
      'debug',
      'Wind',
      'a text',
    ],
    [
      '03-09 23:01:31.627  root  1702  2395 E Hal : no',
      android,
      'yearless',
      ofYear + 0.627,
      'error',
      'Hal',
      'no',
    ],
    ['03-09 23:01:31.627 W/Hal( 1702): late', android, 'yearless', ofYear + 0.627, 'warning', 'Hal', 'late'],
    ['F/Hal   (  17): gone', android, undefined, undefined, 'critical', 'Hal', 'gone'],
    ['V/Hal: said', android, undefined, undefined, 'debug', 'Hal', 'said'],
    ['I( 1702) a text  (Hal)', android, undefined, undefined, 'info', 'Hal', 'a text'],
    ['[ 03-09 23:01:31.627  1702: 2395 I/Hal ]', android, 'yearless', ofYear + 0.627, 'info', 'Hal', ''],
    ['2024-03-09 23:01:31.627  1 2 I Hal: x', android, 'date', march9 + 0.627, 'info', 'Hal', 'x'],
    [
      '03-09 23:01:31.627 +0100  1 2 I Hal: x',
      android,
      'yearless',
      ofYear + 0.627 - 3600,
      'info',
      'Hal',
      'x',
    ],
    ['1710025291.627  1702  2395 I Hal: x', android, 'epoch', march9 + 0.627, 'info', 'Hal', 'x'],
    ['    20.130   928   928 I Hal : x', android, 'uptime', 20.13, 'info', 'Hal', 'x'],
    ['01-01 00:00:02.000     0     0 I         :  Booting', android, 'yearless', 2, 'info', '', ' Booting'],
    // RFC 3164, RFC 5424, rsyslog, Busybox, OpenWrt, journalctl.
    ['Mar  9 23:01:31 box sshd[19939]: no way', journal, 'yearless', ofYear, undefined, 'sshd', 'no way'],
    ['<11>Mar  9 23:01:31 box su: no way', journal, 'yearless', ofYear, 'error', 'su', 'no way'],
    [
      'Mar  9 23:01:31.500000 box kernel: ready',
      journal,
      'yearless',
      ofYear + 0.5,
      undefined,
      'kernel',
      'ready',
    ],
    [
      'Mar  9 23:01:31 box last message repeated 2 times',
      journal,
      'yearless',
      ofYear,
      undefined,
      '',
      'box last message repeated 2 times',
    ],
    [
      '<34>1 2024-03-09T23:01:31.003Z box.example su - ID47 - failed',
      journal,
      'date',
      march9 + 0.003,
      'critical',
      'su',
      'failed',
    ],
    [
      '<165>1 - - evnt 12 - [a@1 k="v \\"]"][b@1] said',
      journal,
      undefined,
      undefined,
      'info',
      'evnt',
      'said',
    ],
    [
      '2024-03-10T00:01:31.627000+01:00 box nav[7]: ready',
      journal,
      'date',
      march9 + 0.627,
      undefined,
      'nav',
      'ready',
    ],
    [
      '2024-03-10T00:01:31+0100 box systemd[1]: Started.',
      journal,
      'date',
      march9,
      undefined,
      'systemd',
      'Started.',
    ],
    ['Sat 2024-03-09 23:01:31 CET box nav[7]: ready', journal, 'date', march9, undefined, 'nav', 'ready'],
    ['1710025291.627000 box nav[7]: ready', journal, 'epoch', march9 + 0.627, undefined, 'nav', 'ready'],
    ['[   12.345678] box nav[7]: ready', journal, 'uptime', 12.345678, undefined, 'nav', 'ready'],
    ['Mar  9 23:01:31 box daemon.err nav[7]: ready', journal, 'yearless', ofYear, 'error', 'nav', 'ready'],
    [
      'Sat Mar  9 23:01:31 2024 daemon.warn nav[7]: ready',
      journal,
      'date',
      march9,
      'warning',
      'nav',
      'ready',
    ],
    // dmesg, --raw, --decode, with callers, --ctime.
    [
      '[   12.345678] usb 1-1: new device',
      linux,
      'uptime',
      12.345678,
      undefined,
      'kernel',
      'usb 1-1: new device',
    ],
    ['<3>[   12.345678] usb failed', linux, 'uptime', 12.345678, 'error', 'kernel', 'usb failed'],
    ['kern  :warn  : [   12.345678] hot', linux, 'uptime', 12.345678, 'warning', 'kernel', 'hot'],
    ['<6>[    0.000000][    T0] Booting Linux', linux, 'uptime', 0, 'info', 'kernel', 'Booting Linux'],
    ['[Sat Mar  9 23:01:31 2024] usb failed', linux, 'date', march9, undefined, 'kernel', 'usb failed'],
    // ROS 1 and ROS 2.
    [
      '[INFO] [1710025291.627000000] [talker]: Hello',
      'ROS',
      'epoch',
      march9 + 0.627,
      'info',
      'talker',
      'Hello',
    ],
    [
      '[talker-1] [ERROR] [1710025291.627000000] [ns.talker]: No',
      'ROS',
      'epoch',
      march9 + 0.627,
      'error',
      'ns.talker',
      'No',
    ],
    [
      '[ WARN] [1710025291.627000000, 12.500000000]: Slow',
      'ROS',
      'epoch',
      march9 + 0.627,
      'warning',
      '',
      'Slow',
    ],
    ['[INFO] [WallTime: 1710025291.627] [12.5] Loaded', 'ROS', 'epoch', march9 + 0.627, 'info', '', 'Loaded'],
    [
      '[INFO] [launch]: Default logging verbosity',
      'ROS',
      undefined,
      undefined,
      'info',
      'launch',
      'Default logging verbosity',
    ],
    [
      '1710025291.6270 [ERROR] [talker-1]: process has died',
      'ROS',
      'epoch',
      march9 + 0.627,
      'error',
      'talker',
      'process has died',
    ],
    ['[talker-1] what(): bad', 'ROS', undefined, undefined, undefined, 'talker', 'what(): bad'],
    [
      '1710025291.627000000 WARN /amcl [/src/a.cpp:12(f)] [topics: /rosout, /tf] No scan',
      'ROS',
      'epoch',
      march9 + 0.627,
      'warning',
      '/amcl',
      'No scan',
    ],
    [
      '[rospy.core][WARNING] 2024-03-09 23:01:31,627: lost',
      'ROS',
      'date',
      march9 + 0.627,
      'warning',
      'rospy.core',
      'lost',
    ],
    [
      '[ros.amcl] [2024-03-09 23:01:31,627] [thread 0x7f1]: [FATAL] lost',
      'ROS',
      'date',
      march9 + 0.627,
      'critical',
      'ros.amcl',
      'lost',
    ],
    // glog, ESP-IDF.
    [
      'E0309 23:01:31.627000  1234 file.cc:12] no',
      'glog',
      'yearless',
      ofYear + 0.627,
      'error',
      'file.cc',
      'no',
    ],
    [
      'W20240309 23:01:31.627000  1234 file.cc:12] no',
      'glog',
      'date',
      march9 + 0.627,
      'warning',
      'file.cc',
      'no',
    ],
    ['E (6953) wifi: no', esp, 'uptime', 6.953, 'error', 'wifi', 'no'],
    [
      '2024-03-09 23:01:31.627 CET W (6953) ovms-duktape: slow',
      esp,
      'date',
      march9 + 0.627,
      'warning',
      'ovms-duktape',
      'slow',
    ],
    // Hadoop and Spark: years of two digits.
    [
      '24/03/09 23:01:31 WARN nav.RoutePlanner: late',
      hadoop,
      'date',
      march9,
      'warning',
      'nav.RoutePlanner',
      'late',
    ],
    [
      '240309 230131 148 ERROR nav.Route$Plan: no way: 3',
      hadoop,
      'date',
      march9,
      'error',
      'nav.Route$Plan',
      'no way: 3',
    ],
    // logfmt.
    [
      'time="2024-03-09T23:01:31.627Z" level=warning msg="no \\"way\\"" lane=3',
      logfmt,
      'date',
      march9 + 0.627,
      'warning',
      '',
      'no "way" lane=3',
    ],
    ['level=error component=nav msg=late', logfmt, undefined, undefined, 'error', 'nav', 'late'],
    // `%(asctime)s:%(levelname)s:%(message)s`, colcon.
    ['2024-03-09 23:01:31,627:ERROR:no way', dated, 'date', march9 + 0.627, 'error', '', 'no way'],
    [
      '[0.104s] WARNING:colcon:no way',
      'a program, with times in seconds',
      'uptime',
      0.104,
      'warning',
      '',
      'colcon:no way',
    ],
    [
      '[0.104s] Level 1:colcon:no way',
      'a program, with times in seconds',
      'uptime',
      0.104,
      'debug',
      '',
      'colcon:no way',
    ],
    // Python, loguru, spdlog, log4j, Apache, nginx and others.
    [
      '2024-03-09 23:01:31,627 - nav.route - ERROR - no way',
      dated,
      'date',
      march9 + 0.627,
      'error',
      'nav.route',
      'no way',
    ],
    [
      '2024-03-09 23:01:31,627 ERROR nav.route: no way',
      dated,
      'date',
      march9 + 0.627,
      'error',
      'nav.route',
      'no way',
    ],
    [
      '2024-03-09 23:01:31,627 nav.route WARNING no way',
      dated,
      'date',
      march9 + 0.627,
      'warning',
      'nav.route',
      'no way',
    ],
    ['2024-03-09 23:01:31,627 [ERROR] no way', dated, 'date', march9 + 0.627, 'error', '', 'no way'],
    [
      '2024-03-09 23:01:31.627 | SUCCESS  | nav.route:plan:12 - done',
      dated,
      'date',
      march9 + 0.627,
      'info',
      'nav.route',
      'done',
    ],
    [
      '[2024-03-09 23:01:31.627] [INF] [nav.route] [1] way',
      dated,
      'date',
      march9 + 0.627,
      'info',
      'nav.route',
      '[1] way',
    ],
    [
      '[2024-03-09 23:01:31.627] [nav] [critical] no way',
      dated,
      'date',
      march9 + 0.627,
      'critical',
      'nav',
      'no way',
    ],
    [
      '2024-03-09 23:01:31,627 WARN [main] org.example.Nav: no way',
      dated,
      'date',
      march9 + 0.627,
      'warning',
      'org.example.Nav',
      'no way',
    ],
    [
      '2024-03-09 23:01:31,627 - WARN  [Send:1:Nav$Worker@679] - no way',
      dated,
      'date',
      march9 + 0.627,
      'warning',
      'Nav$Worker',
      'no way',
    ],
    [
      '2024-03-09 23:01:31.627 25746 INFO nova.api [req-1 2] no',
      dated,
      'date',
      march9 + 0.627,
      'info',
      '',
      'nova.api [req-1 2] no',
    ],
    ['2024/03/09 23:01:31 [error] 123#0: no way', dated, 'date', march9, 'error', '', '123#0: no way'],
    ['[Sat Mar 09 23:01:31 2024] [error] no way', dated, 'date', march9, 'error', '', 'no way'],
    [
      '2024-03-10T00:01:31.627+01:00 INFO nav::route: way',
      dated,
      'date',
      march9 + 0.627,
      'info',
      'nav::route',
      'way',
    ],
    ['INFO 2024-03-09 23:01:31,627 nav: way', dated, 'date', march9 + 0.627, 'info', '', 'nav: way'],
    ['2024/3/9 23:01:31 [error] no way', dated, 'date', march9, 'error', '', 'no way'],
    ['2024-03-09 23:01:31 Motor started', dated, 'date', march9, undefined, '', 'Motor started'],
    [
      '20240309-23:01:31:627|Step_LSC|30002312|walked',
      dated,
      'date',
      march9 + 0.627,
      undefined,
      'Step_LSC',
      'walked',
    ],
    [
      '23:01:31.627 [main] WARN org.example.Nav - no way',
      'a program, with the time of day',
      'time of day',
      82_891.627,
      'warning',
      'org.example.Nav',
      'no way',
    ],
    [
      '0:02:38 ERROR: [sensors] no barometer',
      'a program, with the time of day',
      'time of day',
      158,
      'error',
      'sensors',
      'no barometer',
    ],
    [
      '1710025291.627 INFO way',
      'a program, with times in seconds',
      'epoch',
      march9 + 0.627,
      'info',
      '',
      'way',
    ],
    [
      'ERROR:nav.route:no way',
      "Python's logging, without times",
      undefined,
      undefined,
      'error',
      'nav.route',
      'no way',
    ],
    [
      '176 [main] INFO org.example.Nav - way',
      'log4j, with the time since the start',
      'uptime',
      0.176,
      'info',
      'org.example.Nav',
      'way',
    ],
  ])('%s', (line, writer, kind, seconds, level, source, text) => {
    const [foundWriter, foundKind, found, ...rest] = headOf(line) as unknown[];
    expect([foundWriter, foundKind, ...rest]).toEqual([writer, kind, level, source, text]);
    if (seconds === undefined) expect(found).toBeUndefined();
    else expect(found).toBeCloseTo(seconds, 6);
  });

  test.each([
    '--------- beginning of main',
    '-- Boot 0123456789abcdef --',
    'Log file created at: 2024/03/09 23:01:31',
  ])('%s is a heading', (line) => expect(headOf(line)).toBe('heading'));

  test.each([
    'at 12:03 the motor failed while nobody was looking',
    'Monday: we drove around the town',
    'time,speed,voltage',
    '2024-03-09 23:01:31,12.5,13.0',
    '2024-03-09 23:01:31 12.5 13.0 14',
    '2024-03-09 23:01:31;Start;12',
    '12.345678 can0 123 [8] 01 02 03 04 05 06 07 08',
    '[12.345678] 7E8 Rx d 8 01 02 03 04 05 06 07 08',
    '2024-13-09 23:01:31 Motor started',
    '02-30 23:01:31.627  1702  2395 D Wind: a text',
    '<192>Mar  9 23:01:31 box su: no way',
    'Traceback (most recent call last):',
    '    at org.example.Nav.run(Nav.java:12)',
    '{"time": 1, "level": "INFO"}',
  ])('%s is none', (line) => expect(headOf(line)).toBeUndefined());

  test('is looked for in the beginning of a line only', () => {
    const line = `2024-03-09 23:01:31 ${'['.repeat(60_000)}`;
    const style = styleOf(Buffer.from('2024-03-09 23:01:31 INFO x\n'));
    const started = readHead(style as NonNullable<typeof style>, line);
    expect((started as LogEntry).text).toHaveLength(60_000);
  });
});
