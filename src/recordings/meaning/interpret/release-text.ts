/** By the lowest type value that means it. */
const suffixes: [leastType: number, suffix: string][] = [
  [255, ''],
  [192, '-rc'],
  [128, '-beta'],
  [64, '-alpha'],
  [0, '-dev'],
];

/** 0xAABBCCTT: major, minor, patch and type (0 development, 64 alpha, 128 beta, 192 candidate, 255 release). */
export function releaseText(packed: number): string {
  if (!Number.isFinite(packed) || packed <= 0) return '';
  const type = packed & 0xff;
  const [, suffix = ''] = suffixes.find(([least]) => type >= least) ?? [];
  return `v${(packed >>> 24) & 0xff}.${(packed >>> 16) & 0xff}.${(packed >>> 8) & 0xff}${suffix}`;
}
