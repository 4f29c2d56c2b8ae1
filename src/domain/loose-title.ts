/** A number that is not part of a name: `97.5` in `97.5 %`, none in `P0301` or `cell-3`. */
const looseNumber = /(?<![\p{L}\p{N}_/.-])[\d.,]*\d(?![\p{L}\p{N}_/-])/gu;

/** A title of a finding without its figures, which differ from drive to drive. */
export function looseTitle(title: string): string {
  return title.replaceAll(looseNumber, '#');
}
