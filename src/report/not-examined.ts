import type { Aggregate } from '../diagnosis/aggregate.ts';
import { isDamaged } from '../domain/verdict.ts';
import { companionFormat } from '../recordings/summary/companion.ts';
import type { NotExamined } from './report-schema.ts';

/** A few names show what kind of thing it is; the lists of the report have more. */
const named = 12;

/** What is in the batch but was not examined, and why: the absence of findings must not be mistaken for health. */
export function notExamined(aggregate: Aggregate): NotExamined[] {
  return [
    failedFiles(aggregate),
    damagedBytes(aggregate),
    unsupportedParts(aggregate),
    companions(aggregate),
    incomparableClocks(aggregate),
    quietTopics(aggregate),
    beyondCaps('topic', aggregate.omitted.topics),
    beyondCaps('error code', aggregate.omitted.codes),
    beyondCaps('source of metrics', aggregate.omitted.metrics, 'sources of metrics'),
  ].filter((one): one is NotExamined => one !== undefined && one.count > 0);
}

function failedFiles({ files, totals }: Aggregate): NotExamined {
  const failed = files.filter(({ state }) => state === 'failed');
  return {
    what: oneOrMany(totals.failed, 'file that could not be read', 'files that could not be read'),
    count: totals.failed,
    reason: 'Nothing in them counts; the list of files says for each what is wrong with it.',
    names: namesOf(failed),
  };
}

function damagedBytes({ files, totals }: Aggregate): NotExamined {
  const damaged = files.filter(({ state, verdict }) => state === 'parsed' && isDamaged(verdict));
  return {
    what: oneOrMany(totals.salvaged, 'file of which a part is lost', 'files of which a part is lost'),
    count: totals.salvaged,
    reason: 'Only what lies before and after the damage counts; the list of files names the bytes.',
    names: namesOf(damaged),
  };
}

function unsupportedParts({ files }: Aggregate): NotExamined {
  const partly = files.filter(({ state, verdict }) => state === 'parsed' && verdict.code === 'unsupported');
  return {
    what: oneOrMany(
      partly.length,
      'file with parts that are not supported',
      'files with parts that are not supported',
    ),
    count: partly.length,
    reason:
      'This version of Argus does not read those parts; the list of files says where and what they are.',
    names: namesOf(partly),
  };
}

function companions({ files, formats }: Aggregate): NotExamined {
  const beside = files.filter(({ format }) => format === companionFormat);
  const count = formats[companionFormat] ?? 0;
  return {
    what: oneOrMany(count, 'file beside the recordings', 'files beside the recordings'),
    count,
    reason:
      'They are no recordings: metadata, checksums, parameters, pictures, videos, or what a database leaves behind.',
    names: namesOf(beside),
  };
}

function incomparableClocks({ files, clocks, totals }: Aggregate): NotExamined | undefined {
  // The times of a single file need no comparison.
  if (totals.parsed < 2) return undefined;
  const apart = files.filter(({ state, span, believable }) => state === 'parsed' && span && !believable);
  const count = clocks.own + clocks.suspicious;
  return {
    what: oneOrMany(count, 'file with a clock', 'files with a clock').concat(' that cannot be compared'),
    count,
    reason: 'Their times do not count from 1970, or cannot be; coverage across files leaves them out.',
    names: namesOf(apart),
  };
}

/** Topics from which no code, figure or log line comes. */
function quietTopics({ topics, totals }: Aggregate): NotExamined {
  const quiet = topics.filter(({ heard }) => !heard);
  return {
    what: oneOrMany(quiet.length, 'topic without a say', 'topics without a say'),
    count: totals.parsed === 0 ? 0 : quiet.length,
    reason: 'Their messages were counted and timed; no code, figure or log line comes from inside of them.',
    names: quiet.slice(0, named).map(({ name }) => name),
  };
}

function beyondCaps(one: string, count: number, many = `${one}s`): NotExamined {
  return {
    what: `${oneOrMany(count, one, many)} beyond the limits of a report`,
    count,
    reason: 'A report is kept bounded: what was seen least often is counted here and listed nowhere.',
    names: [],
  };
}

function namesOf(files: Aggregate['files']): string[] {
  return files.slice(0, named).map(({ name }) => name);
}

function oneOrMany(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
