/**
 * What a reader may hold of one DBC. The largest in use (a whole SAE J1939 digital annex, a vehicle's every bus) have
 * some 20,000 signals in 10 MB.
 */
export const dbcLimits = {
  /** Larger files are not read at all. */
  bytes: 16 * 2 ** 20,
  messages: 50_000,
  signals: 100_000,
  /** Signals of one message; more could not be meaningful in 4,095 bytes of ISO-TP. */
  signalsOfMessage: 4_096,
  /** Names of values, over all signals. */
  labels: 200_000,
  /** UTF-16 units of a name, unit or label; the format's own limit for names is 32, for long names 128. */
  text: 128,
  /** Problems that are reported one by one; the others are counted. */
  problems: 16,
} as const;
