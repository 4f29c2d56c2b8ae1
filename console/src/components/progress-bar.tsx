interface ProgressBarProps {
  /** What is in progress, for screen readers. */
  label: string;
  value: number;
  /** Unknown or nothing yet: the bar only shows activity. */
  max: number;
  /** The failed part of `value`. */
  bad?: number;
}

export function ProgressBar({ label, value, max, bad = 0 }: ProgressBarProps) {
  const percent = (part: number) => `${max === 0 ? 0 : Math.min(100, (100 * part) / max)}%`;
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max || 1}
      aria-valuenow={Math.min(value, max)}
    >
      <div class="progress-done" style={{ width: percent(value) }} />
      {bad > 0 && <div class="progress-bad" style={{ width: percent(bad) }} />}
    </div>
  );
}
