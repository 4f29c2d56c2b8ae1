import { type Level, levelOfWord } from '../../meaning/interpret/level-words.ts';

/** What stands between time and text. */
export interface ProgramFields {
  level: Level | undefined;
  source: string;
  /** Position of the text. */
  end: number;
}

/** Words that are levels in upper case, and in other cases only where a sign sets them apart. */
const upper =
  /(TRACE|VERBOSE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|CRITICAL|FATAL|ALERT|EMERG|PANIC|SUCCESS)(?=$|[\s:|,\]-])[:,]?/y;
const apart = /([A-Za-z]{3,13})(?::(?=\s|$)|(?=\s?\||\s{2,}|\t))/y;
/** What Python's `logging` calls a level without a name: a number, of which 20 is information. */
const numbered = /Level (\d{1,2}):/y;
const bracket = /[[(<]\s{0,9}([^\][()<>]{1,120})[\])>]:?/y;
/** `[QuorumPeer[myid=1]/0:0:FastLeaderElection@774]`: brackets in brackets, as thread and class of log4j have them. */
const nestedBracket = /\[([^\n]{1,200}?)\](?= - )/y;
const between = /[ \t]*(?:[-|] ?(?=[^-|\s]|\s)|\|)?[ \t]*/y;
const number = /\d{1,10}(?:#\d+)?(?=[\s:|])/y;
/** `node.name - `, `org.example.Main: `, `module:function:12 - `. */
const named =
  /([A-Za-z_$](?:[\w.$/@-]|::){0,150}(?::[\w<>.$-]{1,80}:\d{1,7})?)(?: - |:\d{0,7}(?=\s|$)|\s{1,9}\| )/y;
/** A name in front of the level: `name - INFO - `, `name INFO `, `name [INFO] `. */
const beforeLevel =
  /([A-Za-z_$][\w.$/@:-]{0,150})\s{1,20}(?:[-|] )?(?=\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\b)/y;

/** `Step_LSC|30002312|text`. */
const piped = /([A-Za-z_][\w.-]{0,60})\|(?:\d{1,10}\|)?/y;
/** Class and line of log4j, behind the thread: `SendWorker:1:QuorumCnxManager$SendWorker@679`. */
const classAndLine = /([A-Za-z_$][\w.$]*)@\d+$/;

const name = /^[A-Za-z_$][\w.$/@:-]*$/;
const lineNumber = /(?::[\w<>.$-]+)?:\d+$/;
/** Fields in front of a text. */
const mostFields = 8;

/**
 * Level and source that programs write between the time and the text, in whatever order and with whatever signs around them: Python,
 * spdlog, log4j, loguru, Apache and nginx among them. Numbers of processes and threads are passed over; a name in brackets is
 * the source unless one follows that stands free.
 */
export function readFields(line: string, start: number): ProgramFields {
  const found: { level: Level | undefined; names: string[]; source: string } = {
    level: undefined,
    names: [],
    source: '',
  };
  let at = start;
  for (let field = 0; field < mostFields; field += 1) {
    const from = at + matchAt(between, line, at)[0].length;
    const next = readField(line, from, found);
    if (next < 0) break;
    at = next;
    if (found.source !== '' && found.level !== undefined) break;
  }
  at += matchAt(/[ \t]*(?:[-|] )?/y, line, at)[0].length;
  return {
    level: found.level,
    source: (found.source || (found.names[0] ?? '')).replace(lineNumber, ''),
    end: at,
  };
}

function readField(
  line: string,
  at: number,
  found: { level: Level | undefined; names: string[]; source: string },
): number {
  if (found.level === undefined) {
    const end = readLevel(line, at, found);
    if (end >= 0) return end;
  }
  const [whole, inside = ''] = matchAt(bracket, line, at);
  // What stands in brackets behind level and name belongs to the text.
  if (whole !== '' && !(found.level !== undefined && found.names.length > 0)) {
    const word = inside.trim();
    const level = levelOfWord(word);
    if (level !== undefined && found.level === undefined) found.level = level;
    else found.names.push(...nameIn(word));
    return at + whole.length;
  }
  const [nested, within = ''] = matchAt(nestedBracket, line, at);
  if (nested !== '' && found.level !== undefined) {
    found.names.push(...nameIn(within));
    return at + nested.length;
  }
  if (found.level === undefined) {
    const [digits] = matchAt(number, line, at);
    if (digits !== '') return at + digits.length;
    const [before, source = ''] = firstAt([beforeLevel, piped], line, at);
    if (before === '') return -1;
    found.source = source;
    return at + before.length;
  }
  const [free, source = ''] = matchAt(named, line, at);
  // Behind a name in brackets only one with points is a name, else a word of the text.
  if (free === '' || (found.names.length > 0 && !source.includes('.'))) return -1;
  found.source = source;
  return at + free.length;
}

function readLevel(line: string, at: number, found: { level: Level | undefined }): number {
  for (const pattern of [upper, apart]) {
    const [whole, word = ''] = matchAt(pattern, line, at);
    const level = whole === '' ? undefined : levelOfWord(word);
    if (level === undefined) continue;
    found.level = level;
    return at + whole.length;
  }
  const [unnamed, digits] = matchAt(numbered, line, at);
  if (unnamed === '') return -1;
  found.level = pythonLevels[Math.floor(Number(digits) / 10)] ?? 'critical';
  return at + unnamed.length;
}

/** By tens (`DEBUG` is 10). */
const pythonLevels: readonly Level[] = ['debug', 'debug', 'info', 'warning', 'error'];

/** The name that brackets hold; numbers of processes and names of threads with blanks are none. */
function nameIn(word: string): string[] {
  const inClass = classAndLine.exec(word)?.[1];
  if (inClass !== undefined) return [inClass];
  return name.test(word) ? [word] : [];
}

const nothing = [''] as const;

function firstAt(patterns: readonly RegExp[], line: string, at: number): ReturnType<typeof matchAt> {
  for (const pattern of patterns) {
    const match = matchAt(pattern, line, at);
    if (match[0] !== '') return match;
  }
  return nothing;
}

function matchAt(sticky: RegExp, line: string, at: number): readonly [string, ...(string | undefined)[]] {
  sticky.lastIndex = at;
  return (sticky.exec(line) as [string, ...(string | undefined)[]] | null) ?? nothing;
}
