import { snakeCase } from '../../../domain/snake-case.ts';
import type { ColumnName } from './column-name.ts';

/** A unit of times, as its power of ten of seconds; minutes, hours and days have none. */
export type TimeUnit = 's' | 'ms' | 'us' | 'ns' | 'min' | 'h' | 'd';

const words: Record<TimeUnit, RegExp> = {
  s: /^(?:s|sec|secs|seconds?|sekunden?)$/,
  ms: /^(?:ms|msec|msecs|millis|milliseconds?|millisekunden?)$/,
  us: /^(?:us|µs|μs|usec|usecs|micros|microseconds?)$/,
  ns: /^(?:ns|nsec|nsecs|nanos|nanoseconds?)$/,
  min: /^(?:min|mins|minutes?|minuten)$/,
  h: /^(?:h|hr|hrs|hours?|stunden?)$/,
  d: /^(?:d|days|tage)$/,
};

export function timeUnitOf(text: string): TimeUnit | undefined {
  const word = text.trim().toLowerCase();
  return (Object.keys(words) as TimeUnit[]).find((unit) => words[unit].test(word));
}

const what =
  '(?:time_?stamps?|times?|date_?time|epoch|zeit|zeit_?stempel|uhrzeit|zeitpunkt|temps|heure|horodatage|tiempo|hora|tempo|ora|tijd|czas|godzina|время|χρόνος|χρονος|ώρα|ωρα|ημερομηνία|ημερομηνια|זמן|תאריך|שעה|stamps?|ts|clock)';
/** Whose or which time it is. Durations have other ones (`lap_time`, `response_time`), and so are no times. */
const whose =
  '(?:gps|gnss|unix|posix|utc|epoch|log|logger|rec|recording|recv|receive|received|record|sample|system|sys|host|local|header|msg|message|event|rel|relative|abs|absolute|mission|ros|rosbag|bag|can|device|vehicle|server|boot|measurement|mess|date|start_of|since|source|realtime|monotonic)';
const tail =
  '(?:s|sec|secs|seconds?|ms|msec|millis|us|usec|micros|ns|nsec|nanos|utc|unix|posix|epoch|iso|iso8601|local|gmt|boot|since_(?:start|boot)|of_week|rel|abs|\\d)';
/** As `whose` and `what`, in one word or two: when it was collected, recorded, sampled, received; none of a duration. */
const eastAsian = new RegExp(
  [
    '^(?:[a-z]{2,5}_?|(?:数据|信号|报文|消息|事件|终端|设备|系统|本地|当前|北京|卫星|定位|相对|绝对|日期|采集|记录|录制|采样|上报|接收|发送|测量|测试|起始|數據|系統|採集|記錄|紀錄|取樣)+)?_?(?:时间戳?|时刻|時間|時刻)$',
    '^(?:計測|測定|記録|収集|取得|受信|送信|発生|経過|サンプリング|相対|絶対|日付)?_?(?:時間|時刻|日時|タイムスタンプ)$',
    '^(?:측정|기록|수집|수신|송신|발생|저장|현재|경과)?_?(?:시간|시각|일시|타임스탬프)$',
  ].join('|'),
);
/** A date and a time, or a mark of time, in Romance languages and Polish. */
const europeanPair =
  /^(?:(?:fecha|data)_(?:(?:y|e|i|a)_)?(?:hora|ora|czas|godzina)|(?:marca|sello)_de_tiempo|marca_temporal|carimbo_de_(?:data_hora|tempo)|znacznik_czasu|date_(?:et_)?heure|datum_(?:und_)?(?:uhrzeit|zeit))$/;
const timeName = new RegExp(`^_*(?:${whose}_)*${what}(?:_${tail})*$`);
const otherTimeName =
  /^(?:t(?:_(?:s|sec|ms|us|ns))?|utc|datum|date|fecha|day|elapsed(?:_(?:time|s|sec|seconds|ms|us|ns))?|(?:unix|epoch)(?:_(?:s|ms|us|ns))?|seconds?|millis(?:econds)?|micros(?:econds)?|nanos(?:econds)?)$/;

/** Whether the name of a column says that it holds the time of a row. */
export function isTimeName(name: string): boolean {
  const plain = plainName(name);
  return [timeName, otherTimeName, eastAsian, europeanPair].some((pattern) => pattern.test(plain));
}

export function isDateName(name: string): boolean {
  return /^(?:datum|date|fecha|data|day|дата|日期|日付|날짜|(?:utc|gps|log|local)_date)$/.test(
    plainName(name),
  );
}

/** Names that mean the time of day as well as the number of the hour. */
export function isHourName(name: string): boolean {
  return /^(?:heure|hora|ora|godzina)$/.test(plainName(name));
}

/** `%time` and `field.header.stamp` as `rostopic echo -p` writes them, `# time`. */
export function plainName(name: string): string {
  return snakeCase(name.replace(/^[%#\s]+/, ''))
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/_+$/, '');
}

/** The unit that the heading states, in brackets or at the end of the name. */
export function statedTimeUnit({ name, unit }: ColumnName): TimeUnit | undefined {
  const last = plainName(name).split('_').at(-1) ?? '';
  return timeUnitOf(unit) ?? (last === 'h' || last === 's' || last.length > 1 ? timeUnitOf(last) : undefined);
}
