import { levelOfWord } from '../../../meaning/interpret/level-words.ts';
import type { LogStyle } from '../log-style.ts';
import { compactStamp, firstStamp, slashedStamp } from '../stamps.ts';

/**
 * Level and class of log4j behind the time, in HDFS a thread between them. Only with the name of a Java class the order of a date with
 * a year of two digits is certain: programs in other languages write month or day first.
 */
const behind =
  / (?:\d{1,10} )?(TRACE|DEBUG|INFO|WARN|ERROR|FATAL) {1,2}((?:[a-z_]\w{0,60}\.){0,10}[A-Z][\w$]{0,100}): /y;

/**
 * The layouts of Hadoop and Spark: `%d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n` (`log4j-defaults.properties` of Spark,
 * `log4j.properties` of Hadoop) and `%d{yyMMdd HHmmss} %t %p %c: %m%n` of HDFS.
 */
export const hadoop: LogStyle = {
  writer: 'Hadoop or Spark, with years of two digits',
  read: (line) => {
    const stamp = firstStamp([slashedStamp, compactStamp], line, 0);
    if (!stamp) return undefined;
    behind.lastIndex = stamp.end;
    const [head = '', level = '', source = ''] = behind.exec(line) ?? [];
    if (head === '') return undefined;
    return { time: stamp.time, level: levelOfWord(level), source, text: line.slice(stamp.end + head.length) };
  },
};
