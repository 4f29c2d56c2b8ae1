/** What an operator has changed in one rule for the vehicles of a platform. */
export interface RuleSetting {
  platform: string;
  rule: string;
  /** A rule that is switched off is not asked. */
  enabled: boolean;
  /** In the unit of each threshold, by its name; the others stay as the rule has them. */
  thresholds: Record<string, number>;
  /** Why. */
  note: string | null;
  /** Who, as they name themselves. */
  changed_by: string | null;
  /** RFC 3339. */
  created_at: string;
  updated_at: string;
}
