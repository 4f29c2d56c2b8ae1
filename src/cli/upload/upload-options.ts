/** Options of `argus upload`. */
export interface UploadOptions {
  vehicle?: string | undefined;
  vin?: string | undefined;
  platform?: string | undefined;
  urgent?: true | undefined;
  /** RFC 3339. */
  recordedAt?: string | undefined;
  priority?: number | undefined;
  label?: string[] | undefined;
  batch?: string | undefined;
  receipt?: string | undefined;
  detach?: true | undefined;
  json?: true | undefined;
  parallel: number;
  /** Bytes a second. */
  limitRate?: number | undefined;
  /** Undefined: as the system says. */
  metered?: boolean | undefined;
  /** False: whatever the server's policy says. */
  policy: boolean;
  again?: true | undefined;
  deleteAfterReceipt?: true | undefined;
  state?: string | undefined;
  watch?: true | undefined;
  /** Seconds. */
  settle: number;
  /** Seconds. */
  silence: number;
  /** Bytes. */
  batchSize: number;
}
