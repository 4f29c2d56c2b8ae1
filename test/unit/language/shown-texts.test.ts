import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configVariables, loadConfig } from '../../../src/config.ts';
import { causes } from '../../../src/diagnosis/incidents/causes.ts';
import { rules } from '../../../src/diagnosis/rule-set.ts';
import { translateCommandLine } from '../../../src/language/chinese/translate-command-line.ts';
import { loadLanguage } from '../../../src/language/load-language.ts';
import { saidByCalls, saidByMembers } from './said-by-calls.ts';

const { ofArgus } = await loadLanguage('zh');
const ofCommandLine = (text: string) => translateCommandLine(text) ?? ofArgus(text);

/** Left as it is, or with three English words in a row but for commands and what a person may write. */
function leftInEnglish(texts: readonly string[], inChinese = ofArgus): string[] {
  return texts.filter((text) => {
    const chinese = inChinese(text);
    return (
      chinese === text ||
      /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(
        chinese.replaceAll(/`.*`|“.*”|^(?:engine coolant|OBD fuel rail pressure)/g, ''),
      )
    );
  });
}

describe('a report', () => {
  test('has Chinese of where thresholds and links come from', () => {
    const thresholds = rules.flatMap((rule) => Object.values(rule.thresholds).map(({ source }) => source));
    expect(leftInEnglish([...thresholds, ...causes.map(({ source }) => source)])).toEqual([]);
  });

  test('has Chinese of what evidence says, but for what was recorded', () => {
    const sent = new Set(['stale-diagnostics', 'damaged-recordings', 'duplicate-recordings']);
    const cases = JSON.parse(readFileSync('test/unit/diagnosis/expected/findings.json', 'utf8')) as {
      findings: { rule: string; evidence: { detail?: string }[] }[];
    }[];
    const details = cases
      .flatMap(({ findings }) => findings)
      .filter(({ rule }) => !sent.has(rule))
      .flatMap(({ evidence }) => evidence.flatMap(({ detail }) => detail ?? []));
    expect(leftInEnglish(details).filter((text) => !/^(?:corrupt|empty): /.test(text))).toEqual([]);
  });

  test('has Chinese of every detail that a rule writes in words', () => {
    const details = saidByMembers('src/diagnosis/rules/*.ts', /^detail$/).filter(
      (text) => !text.includes('7'),
    );
    expect(details.length).toBeGreaterThan(7);
    expect(leftInEnglish(details)).toEqual([]);
  });

  test('has Chinese of every cause and advice that a rule writes in words', () => {
    const said = saidByMembers('src/diagnosis/rules/*.ts', /^(?:likely_cause|advice)$/);
    expect(said.length).toBeGreaterThan(100);
    expect(leftInEnglish(said)).toEqual([]);
  });

  test.each([
    ['code P0301', '故障码 P0301'],
    ['Drives of several days in 2 files', '2 个文件中有多日的行程'],
    ['code range P03*, for P0301, platform truck', '故障码范围 P03*，对应 P0301，平台 truck'],
    ['rule low-battery', '规则 low-battery'],
    ['similar words (62 %)', '用词相似（62 %）'],
    [
      'Table of 7 columns, separated by tabs, decimal comma, CAN frames as SavvyCAN writes them; time: "Time Stamp", microseconds since the start, a count that began anew 2 times.',
      '7 列的表格，以制表符分隔，小数点为逗号，SavvyCAN 所写的 CAN 帧；时间："Time Stamp"，自开始起的微秒数，计数重新开始 2 次。',
    ],
    [
      'Table of 7 columns, separated by ","; time: "time [s]", seconds since the start.',
      '7 列的表格，以 "," 分隔；时间："time [s]"，自开始起的秒数。',
    ],
    [
      'corrupt: At byte 1204 the recording ends in the middle of a chunk; 12 messages could be read.',
      '损坏：第 1204 字节处，录制文件在数据块中间结束；可读取 12 条消息。',
    ],
    [
      '/data: highest 95.5 % of 2 values, 95th percentile 95.4 %',
      '/data：2 个值中最高 95.5 %，第 95 百分位数 95.4 %',
    ],
    ['motor: stalled', 'motor: stalled'],
    ['x must be good.', 'x must be good.'],
  ])('shows %j in Chinese', (text, chinese) => {
    expect(ofArgus(text)).toBe(chinese);
  });
});

test('has Chinese of why a report has no narrative', () => {
  const said = [
    ...saidByCalls('src/activities/narrate.ts', 'silent', [1]),
    ...saidByCalls('src/stores/llm.ts', 'LlmError', [0]),
    ...saidByMembers('src/{activities/narrate,diagnosis/narrative/*}.ts', /^reason$/),
  ];
  expect(said.length).toBeGreaterThan(8);
  expect(leftInEnglish(said)).toEqual([]);
});

describe('errors of the API', () => {
  /** Put together from what others say; the tests below have them whole. */
  const pieces =
    /processed7\.$|^7 7\.?$|^7: 7$|^The object store refuses Argus \(7\): 7\.$|^7 7 are being made|^The 7 received/;
  /** Fields are named before what is wrong with them. */
  const wrong = (text: string) => /^(?:must|may|is|has|names|belongs|or) /.test(text);

  test('have Chinese, wherever they stand in the sources', () => {
    const said = saidByCalls('src/**/*.ts', 'ArgusError', [1]).filter((text) => !pieces.test(text));
    expect(said.length).toBeGreaterThan(120);
    expect(leftInEnglish(said)).toEqual([]);
  });

  test('have Chinese of what a variable holds before it is thrown', () => {
    const said = saidByMembers('src/{api,stores,orchestrator}/**/*.ts', /^(?:sentence|message)$/);
    const sentences = said.filter((text) => /^[A-Z].* .*[.:] ?7?$/.test(text) && !pieces.test(text));
    expect(sentences.length).toBeGreaterThan(10);
    expect(leftInEnglish(sentences)).toEqual([]);
  });

  test('have Chinese of what is wrong with a field', () => {
    const said = [
      ...['invalid', 'text', 'regex', 'refine', 'whole'].flatMap((callee) =>
        saidByCalls('src/api/**/*.ts', callee, [0, 1, 2]),
      ),
      ...saidByCalls('src/api/knowledge/csv.ts', 'CsvError', [1]),
      ...saidByMembers('src/api/**/*.ts', /^(?:message|error|CSV_\w+)$/),
    ].filter(wrong);
    expect(said.length).toBeGreaterThan(25);
    expect(leftInEnglish(said)).toEqual([]);
    expect(leftInEnglish(said.map((text) => `labels ${text}.`))).toEqual([]);
  });

  test.each([
    ['limit must be at most 200.', 'limit 不得大于 200。'],
    [
      'The batch is completed; it must be failed or completed.',
      '批次的状态为“已完成”；须为“失败”或“已完成”。',
    ],
    [
      'files.0.path must have at most 255 characters between two slashes.',
      'files.0.path 两个斜杠之间最多可有 255 个字符。',
    ],
    [
      'Nothing was imported. Line 3: severity must be one of info, warning, error.',
      '未导入任何内容。第 3 行：severity 须为 info, warning, error 之一。',
    ],
    [
      'The manifest and the stored files differ: 1 missing, 0 different, 2 superfluous. Upload what is missing, delete what is different or superfluous, and complete again.',
      '清单与已存储的文件不一致：缺少 1 个，不同 0 个，多余 2 个。请上传缺少的文件，删除不同或多余的文件，然后再次完成上传。',
    ],
    [
      'The object store refuses Argus (403 AccessDenied): check MINIO_ACCESS_KEY, MINIO_SECRET_KEY and their permissions.',
      '对象存储拒绝了 Argus（403 AccessDenied）：请检查 MINIO_ACCESS_KEY、MINIO_SECRET_KEY 及其权限。',
    ],
    [
      '8 clips are being made, and no more may be; try again shortly.',
      '正在生成 8 个片段，已达上限；请稍后重试。',
    ],
    [
      'The content received does not match the announced digest; send it again.',
      '收到的内容与声明的摘要不符；请重新发送。',
    ],
    ['thresholds.low: There is no rule "low".', 'thresholds.low：没有规则 "low"。'],
    ['Run 2 begins as soon as the workflow service responds.', '工作流服务响应后，第 2 次运行即开始。'],
  ])('show %j in Chinese', (text, chinese) => {
    expect(ofArgus(text)).toBe(chinese);
  });
});

/** The lines below the first, each about one variable. */
function settingsProblems(environment: Record<string, string>): string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

describe('the command line', () => {
  test('has Chinese of every reason for which a command fails, and of what to do', () => {
    const pieces =
      /^7: 7 7$|^this would delete 7$|^Give a file with a 7\.$|is not a 7 of this version$|^7 could not be sent/;
    const said = saidByCalls('src/cli/**/*.ts', 'CommandError', [1, 2]).filter((text) => !pieces.test(text));
    expect(said.length).toBeGreaterThan(90);
    expect(leftInEnglish(said, ofCommandLine)).toEqual([]);
  });

  test('has Chinese of what is wrong with an option', () => {
    const said = saidByCalls('src/cli/**/*.ts', 'InvalidArgumentError', [0]);
    expect(leftInEnglish(said, ofCommandLine)).toEqual([]);
  });

  test('has Chinese of all that help says', () => {
    const said = ['description', 'option', 'requiredOption', 'argument', 'Option'].flatMap((callee) =>
      saidByCalls('src/cli/program{,/*}.ts', callee, callee === 'description' ? [0] : [1]),
    );
    const missing = said.filter((text) => translateCommandLine(text) === undefined && text !== 'print JSON');
    expect(missing).toEqual([]);
  });

  test('has Chinese of what the doctor says, and advises', () => {
    /** With a plural or a value that is told itself, or of names and bytes alone. */
    const pieces =
      /^Argus 7, Node 7$|^argus |^7 bytes, not 7$|^7 (?:broker|worker)7|^7 7|^another SHA-256$|^7 Without them|open batch7$|^can 7$|^cannot 7|^its clock is 7 s 7|^7, and no workers$/;
    const said = [
      ...saidByCalls('src/doctor/*.ts', 'find', [1, 2]),
      ...saidByMembers('src/{doctor,admin}/*.ts', /^(?:said|advice|because|title|what|adviceOnError)$/),
    ].filter((text) => / /.test(text) && !pieces.test(text));
    expect(said.length).toBeGreaterThan(50);
    expect(leftInEnglish(said, ofCommandLine)).toEqual([]);
  });

  test.each([
    ["its clock is 9 s behind this machine's", '其时钟比本机慢 9 s'],
    ['2 workers on the task queue argus', '任务队列 argus 有 2 个工作进程'],
    ['1 broker: kafka:9092', '1 个节点：kafka:9092'],
    [
      'can write, read, list, list unfinished uploads, delete',
      '可以写入、读取、列出、列出未完成的上传、删除',
    ],
    ['cannot list: The object store is full.', '无法列出：对象存储已满。'],
    ['build v3: current, 1 open batch, and no workers', '构建 v3：current，1 个未完成的批次，没有工作进程'],
    ['this would delete 3 batches with 4 files, 500 bytes', '这将删除 3 个批次，含 4 个文件，500 字节'],
    ['r.json is not a receipt of this version', 'r.json 不是此版本的回执'],
    ['2 files could not be sent:\nleft out: a', '2 个文件无法发送：\nleft out: a'],
  ])('shows %j in Chinese', (text, chinese) => {
    expect(ofCommandLine(text)).toBe(chinese);
  });

  test('has Chinese of every setting that is wrong', () => {
    const all = Object.fromEntries(configVariables.map((variable) => [variable, ' ']));
    const numbers = { SERVER_PORT: '70000', SHUTDOWN_GRACE_SECONDS: '1.5', LIMIT_OPEN_BATCHES: '-1' };
    const lines = [{}, all, { ...all, ...numbers }].flatMap(settingsProblems);
    expect(lines.length).toBeGreaterThan(40);
    expect(leftInEnglish(lines, ofCommandLine)).toEqual([]);
    expect(lines.map(ofCommandLine)).toContain('SERVER_PORT 的值为 "70000"：不得大于 65535');
  });

  test('prints no English of its own: what it prints is a phrase', () => {
    const said = ['write', 'say', 'note', 'printTable', 'phrases'].flatMap((callee) =>
      saidByCalls('src/cli/**/*.ts', callee, [0]),
    );
    const inEnglish = said.filter((text) => /[A-Za-z]{2,} [A-Za-z]{2,}/.test(text.replaceAll(/`.*`/g, '')));
    expect(inEnglish).toEqual([]);
  });
});
