/** A line on standard output, without control characters. */
export function say(line: string): void {
  process.stdout.write(`${line.replaceAll(/\p{Cc}/gu, ' ')}\n`);
}
