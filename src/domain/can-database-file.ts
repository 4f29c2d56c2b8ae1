/** A DBC kept for a vehicle platform. Times are RFC 3339, sizes bytes. */
export interface PlatformDatabase {
  platform: string;
  name: string;
  /** Lower-case hexadecimal. */
  sha256: string;
  size: number;
  /** The number of its definitions. */
  messages: number;
  signals: number;
  created_at: string;
  updated_at: string;
}

/** A DBC that applies to a batch: one of its own files, or one of its platform. */
export interface DatabaseRef {
  name: string;
  sha256: string;
  /** Absent if it belongs to the platform. */
  file_id: string | null;
  platform: string | null;
}

/** Databases kept for one platform, and applied to one batch: a vehicle has a dozen buses. */
export const maxDatabases = 32;
