import { variable } from './settings/environment.ts';

/**
 * Whether to write in colour. Node looks at the terminal, TERM, NO_COLOR (https://no-color.org) and FORCE_COLOR; on
 * anything else than a terminal there are no colours.
 */
export function usesColor(out: NodeJS.WriteStream): boolean {
  return out.isTTY === true && out.hasColors();
}

/** Whether lines can be drawn again in place: a terminal that is `dumb` has no cursor to move. */
export function canRedraw(out: NodeJS.WriteStream): boolean {
  return out.isTTY === true && variable('TERM') !== 'dumb';
}
