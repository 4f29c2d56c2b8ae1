import { ascii, decimalNumber, hexNumber, isDigit, latin1 } from '../text/ascii.ts';
import { Tokens } from '../text/tokens.ts';

/** PEAK LIN LTRC File Format, versions 1.0 to 1.2, "Direction". */
const directions = ['Pub', 'Sub', 'SubAL'];
/** "Error Code"; several are separated by slashes. */
const errors: Record<string, string> = {
  CK: 'checksum error',
  GS: 'short circuit to ground',
  P0: 'parity error of identifier bit 0',
  P1: 'parity error of identifier bit 1',
  IS: 'inconsistent synchronisation',
  SR: 'slave not responding',
  SD: 'slot delay error',
  TO: 'timeout',
  VS: 'short circuit to battery',
};
const most = 8;

/** The fields of a line of a LIN trace; the same object is reused for each. */
export class LinLine {
  /** Since the trace began. */
  microseconds = 0;
  id = 0;
  length = 0;
  /** Its first `length` bytes are those of the frame, if `hasData`. */
  readonly data = new Uint8Array(most);
  /** Whether no byte is missing. */
  hasData = false;
  /** The error of the frame; '' for one without an error. */
  error = '';
  /** The event of a line without a frame, such as `Bus Sleep`; '' for a frame. */
  event = '';
  readonly #tokens = new Tokens();

  /**
   * Reads `7)  161304  Pub  05  2  00 00  7A  EH  SR/TO` or `8)  170000  --- -- - Bus Sleep -- --` from `start` to `end`;
   * false if the line is not one.
   */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    const tokens = this.#tokens;
    tokens.open(bytes, start, end);
    this.event = '';
    this.error = '';
    if (!tokens.next() || bytes[tokens.end - 1] !== ascii.closeParenthesis || !isDigit(tokens.first))
      return false;
    this.microseconds = tokens.next() ? decimalNumber(bytes, tokens.start, tokens.end) : -1;
    if (this.microseconds < 0 || !tokens.next()) return false;
    if (tokens.is('---')) return this.#readEvent();
    if (!directions.some((word) => tokens.is(word))) return false;
    this.id = tokens.next() ? hexNumber(bytes, tokens.start, tokens.end) : -1;
    this.length = tokens.next() ? decimalNumber(bytes, tokens.start, tokens.end) : -1;
    if (this.id < 0 || this.id > 63 || this.length < 0 || this.length > most) return false;
    if (!this.#readBytes()) return false;
    // The type of the checksum.
    if (!tokens.next()) return false;
    return !tokens.next() || this.#readErrors();
  }

  /** Bytes and checksum; missing ones are hyphens. */
  #readBytes(): boolean {
    const tokens = this.#tokens;
    this.hasData = true;
    for (let byte = 0; byte <= this.length; byte += 1) {
      if (!tokens.next() || tokens.length !== 2) return false;
      const isMissing = tokens.is('--');
      const value = isMissing ? 0 : hexNumber(tokens.bytes, tokens.start, tokens.end);
      if (value < 0) return false;
      if (byte === this.length) return true;
      this.hasData &&= !isMissing;
      this.data[byte] = value;
    }
    return true;
  }

  #readErrors(): boolean {
    const { bytes, start, end } = this.#tokens;
    const codes = latin1(bytes, start, end).split('/');
    this.error = codes.map((code) => errors[code.toUpperCase()] ?? '').join(', ');
    return codes.length <= most && codes.every((code) => Object.hasOwn(errors, code.toUpperCase()));
  }

  #readEvent(): boolean {
    const tokens = this.#tokens;
    const isEvent = tokens.next() && tokens.is('--') && tokens.next() && tokens.is('-');
    this.event = tokens.rest().replace(/(?:\s+--)+$/, '');
    return isEvent && this.event !== '';
  }
}
