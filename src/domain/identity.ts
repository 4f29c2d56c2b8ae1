/** `vehicle` uploads its own batches; the others are people and their programs, each with all that the one before may do. */
export const roles = ['vehicle', 'reader', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who makes a request. */
export interface Identity {
  /** Stable and unique: `token:ID`, `certificate:NAME`, `person:SUBJECT`. Never shown to vehicles. */
  key: string;
  /** As it is shown, and written beside what was changed. */
  name: string;
  role: Role;
  /** The vehicle whose batches it is kept to; with the role `vehicle` alone. */
  vehicleId?: string;
}

/** Of every request while nobody is known. */
export const anyone: Identity = { key: 'anyone', name: 'anyone', role: 'admin' };

/** Of requests to routes that are for everyone, where nobody is asked who they are. */
export const nobody: Identity = { key: 'nobody', name: 'nobody', role: 'reader' };

/** A session of the console lasts a working day at most: afterwards one signs in again (OWASP ASVS 5, 7.3.2). */
export const sessionSeconds = 12 * 3600;

export const isKnown = (identity: Identity): boolean => identity !== anyone && identity !== nobody;
