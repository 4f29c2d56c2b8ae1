/** How evidence names a recording. */
interface RecordingRef {
  file_id: string;
  file_name: string;
}

/**
 * What distinguishes one recording of a batch from all others: the recordings of an archive share its id and differ by
 * their names. Keys are in the order of the ids, then of the names.
 */
export function recordingKey({ file_id, file_name }: RecordingRef): string {
  return `${file_id}\u0000${file_name}`;
}

export function isSameRecording(a: RecordingRef, b: RecordingRef): boolean {
  return a.file_id === b.file_id && a.file_name === b.file_name;
}
