import type { DataGroup, FileDefinition } from '../mdf/definitions.ts';

export interface Mdf3DataGroup extends DataGroup {
  groups: DataGroup['groups'];
  triggers: Trigger[];
}

export interface Mdf3Definition extends FileDefinition {
  dataGroups: Mdf3DataGroup[];
}

/** What made a recorder keep what it recorded (TR block). */
export interface Trigger {
  offset: number;
  comment: string;
  /** Seconds since the start of the recording, and what was kept before and after. */
  seconds: number;
  before: number;
  after: number;
}
