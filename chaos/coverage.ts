export function coverageTable(): string {
  return '';
}
