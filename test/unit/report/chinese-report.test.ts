import { describe, expect, test } from 'vitest';
import { chooseKnowledge } from '../../../src/diagnosis/knowledge/choose-knowledge.ts';
import { shippedKnowledge } from '../../../src/diagnosis/knowledge/shipped-knowledge.ts';
import { codeKey } from '../../../src/domain/code-pattern.ts';
import { loadLanguage } from '../../../src/language/load-language.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { code, file } from '../../support/diagnosis/summaries.ts';
import { fullReport, reportOf } from '../../support/report/report-of.ts';
import { sectionLines } from '../../support/report/section-lines.ts';

const chinese = await loadLanguage('zh');
const candidates = shippedKnowledge.entries.map((entry) => ({
  ...entry,
  code_key: entry.error_code === null ? null : codeKey(entry.error_code),
  helped: 0,
  wrong: 0,
  text: null,
  alike: null,
}));
const told = ({ findings, ...report }: Report): Report => ({
  ...report,
  findings: chooseKnowledge(findings, candidates, []),
});

describe('a report in Chinese', () => {
  test('says what Argus knows of a code and of a rule in Chinese', () => {
    const misfire = code('P0301', {
      source: 'obd',
      message: 'P0301 pending in ECU 0x7E8: misfire in cylinder 1.',
    });
    const lines =
      sectionLines(told(reportOf(file('a', { summary: { codes: [misfire] } }))), 'findings', chinese) ?? [];
    expect(lines.filter((line) => line.startsWith('已知案例'))).toEqual([
      '已知案例: *气缸 1 失火。* / "将点火线圈和火花塞与其他气缸对调：若故障随之转移，说明该部件损坏。否则检查该缸的喷油器、气缸压力和进气泄漏。故障指示灯闪烁时不要行驶：会烧毁三元催化器。" / (故障码 P0301 · SAE J2012-DA（ISO 15031-6） · )std-obd-p0301>',
      '已知案例: *控制单元报告了 OBD-II 故障码。* / "1. 记录冻结帧。2. 维修。3. 清除故障码。4. 行驶至各就绪监测项运行完毕，再次上传。" / (规则 obd-dtc · Argus，针对此规则的成熟做法 · )std-rule-obd-dtc>',
    ]);
  });

  test('has sentences beside each other without a space, and Chinese commas between figures', () => {
    const lines = ['findings', 'not-examined', 'error-codes', 'provenance'].flatMap(
      (id) => sectionLines(told(fullReport()), id, chinese) ?? [],
    );
    expect(lines.length).toBeGreaterThan(50);
    expect(lines.filter((line) => /\p{Script=Han}。\*? \p{Script=Han}/u.test(line))).toEqual([]);
    expect(lines.find((line) => line.startsWith('运行，版本'))).toBe('运行，版本: 2，2');
    expect(lines.join('\n')).toContain('left，3.1；right，3.2');
  });
});
