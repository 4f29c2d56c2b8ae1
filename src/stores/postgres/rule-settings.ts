import type { RuleSetting } from '../../domain/rule-setting.ts';
import type { Db } from './pool.ts';

const columns =
  's.platform, s.rule, s.enabled, s.thresholds, s.note, s.changed_by, s.created_at, s.updated_at';
/** More than there are rules. */
const most = 500;

export function createRuleSettingStore(db: Db) {
  return {
    async ofPlatform(platform: string): Promise<RuleSetting[]> {
      const { rows } = await db.query<RuleSetting>(
        `SELECT ${columns} FROM rule_settings s WHERE platform = $1 ORDER BY rule LIMIT ${most}`,
        [platform],
      );
      return rows;
    },

    /** Settings for the platform that a batch names. */
    async ofBatch(batchId: string): Promise<RuleSetting[]> {
      const { rows } = await db.query<RuleSetting>({
        name: 'rule-settings-of-batch',
        text: `SELECT ${columns} FROM batches b JOIN rule_settings s ON s.platform = b.platform
               WHERE b.id = $1 ORDER BY s.rule LIMIT ${most}`,
        values: [batchId],
      });
      return rows;
    },

    async put(setting: Omit<RuleSetting, 'created_at' | 'updated_at'>): Promise<RuleSetting> {
      const { platform, rule, enabled, thresholds, note, changed_by } = setting;
      const { rows } = await db.query<RuleSetting>(
        `INSERT INTO rule_settings AS s (platform, rule, enabled, thresholds, note, changed_by)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (platform, rule) DO UPDATE
           SET enabled = $3, thresholds = $4, note = $5, changed_by = $6, updated_at = now()
         RETURNING ${columns}`,
        [platform, rule, enabled, JSON.stringify(thresholds), note, changed_by],
      );
      return rows[0] as RuleSetting;
    },

    /** Whether it existed. */
    async remove(platform: string, rule: string): Promise<boolean> {
      const { rowCount } = await db.query('DELETE FROM rule_settings WHERE platform = $1 AND rule = $2', [
        platform,
        rule,
      ]);
      return rowCount === 1;
    },
  };
}

export type RuleSettingStore = ReturnType<typeof createRuleSettingStore>;
