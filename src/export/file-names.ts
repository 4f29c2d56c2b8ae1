/** Bytes of a name, below the 255 of common file systems. */
const maxBytes = 150;

/** Names of files in one folder that hold on every file system; different names get different ones, whatever their case. */
export class FileNames {
  readonly #taken = new Set<string>();

  /** @param ending of the file, e.g. `.parquet`. */
  nameFor(label: string, ending = ''): string {
    const plain = plainName(label);
    let name = `${plain}${ending}`;
    for (let next = 2; this.#taken.has(name.toLowerCase()); next += 1) name = `${plain}-${next}${ending}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }

  release(name: string): void {
    this.#taken.delete(name.toLowerCase());
  }
}

/** `/imu/data` is `imu_data`. */
function plainName(label: string): string {
  const safe = label
    .toWellFormed()
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^[._]+/, '')
    .replace(/[._]+$/, '');
  const bytes = Buffer.from(safe).subarray(0, maxBytes);
  // A character that was cut becomes U+FFFD.
  return bytes.toString().replace(/\uFFFD+$/, '') || 'unnamed';
}
