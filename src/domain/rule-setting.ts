/** An operator's changes to one rule for the vehicles of a platform. */
export interface RuleSetting {
  platform: string;
  rule: string;
  /** A disabled rule is not evaluated. */
  enabled: boolean;
  /** By threshold name, in its unit; others keep their defaults. */
  thresholds: Record<string, number>;
  /** The reason given. */
  note: string | null;
  /** The author, as stated by the author. */
  changed_by: string | null;
  /** RFC 3339. */
  created_at: string;
  updated_at: string;
}
