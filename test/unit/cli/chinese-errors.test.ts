import { afterAll, expect, test } from 'vitest';
import { ofCommandLine, startLanguage } from '../../../src/cli/language.ts';
import { loadConfig } from '../../../src/config.ts';

// Other tests of this process read English.
afterAll(() => startLanguage('en'));

/** What the settings of this environment are refused with, in Chinese. */
function refusal(env: NodeJS.ProcessEnv): string {
  try {
    loadConfig(env);
  } catch (error) {
    return ofCommandLine((error as Error).message);
  }
  return '';
}

test('errors of several lines are in Chinese, line by line', async () => {
  await startLanguage('zh');
  expect(ofCommandLine("unknown command 'ls'\n(Did you mean list?)")).toBe(
    '未知命令“ls”\n（是否要用 list？）',
  );
  expect(refusal({})).toMatch(/^环境变量无效：\n {2}DB_PASSWORD 未设置：没有默认值\n/);
  const secrets = { DB_PASSWORD: 'x', MINIO_ACCESS_KEY: 'x', MINIO_SECRET_KEY: 'x' };
  const all = refusal({
    ...secrets,
    ...{
      SMTP_URL: 'smtp://u:p@mail',
      OIDC_ISSUER: 'https://id.example',
      LLM_BASE_URL: 'https://llm.example',
    },
    ...{ TLS_CERT: '/a.pem', UPLOAD_BUFFER_MIB: '1', UPLOAD_MAX_FILE_BYTES: '5000000000000' },
  });
  expect(all.split('\n').length).toBeGreaterThan(1);
  expect(all).not.toMatch(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/);
});
