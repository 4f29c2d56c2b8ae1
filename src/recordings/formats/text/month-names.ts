/**
 * First letters of month names in English, German, French, Italian and Spanish: tools write them in the language of
 * the machine.
 */
const months = [
  'jan gen ene',
  'feb fév fev',
  'mar mär mrz',
  'apr avr abr',
  'may mai mag',
  'jun juin giu',
  'jul juil lug',
  'aug aoû aou ago',
  'sep set',
  'oct okt ott',
  'nov',
  'dec dez déc dic',
].map((names) => names.split(' '));

/** From 1; 0 if it is not the name of a month. */
export function monthNamed(text: string): number {
  const name = text.toLowerCase();
  // French June and July differ in the fourth letter.
  const long = months.findIndex((names) => names.includes(name.slice(0, 4)));
  return 1 + (long >= 0 ? long : months.findIndex((names) => names.includes(name.slice(0, 3))));
}
