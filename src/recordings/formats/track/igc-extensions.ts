/** A field behind the fixed ones of a fix; positions count from 1. */
interface Extension {
  code: string;
  from: number;
  to: number;
}

/** `I023638FXA3940SIU`: how many there are, and of each where it begins and ends, and its code. */
const description = /^I(\d\d)((?:\d{4}[A-Z\d]{3})+)/;
/** The record has two digits for their number. */
const maxExtensions = 99;

/** What a fix has behind its fixed fields. */
export interface ExtendedFix {
  figures: [name: string, digits: string][];
  /** Digits of a second (TDS). */
  fraction: string;
  /** Further digits of the minutes (LAD, LOD). */
  moreLatitude: string;
  moreLongitude: string;
}

/** Codes of appendix A with one meaning and unit in whatever number of digits; the others keep their code as their name. */
const names: Record<string, string> = { SIU: 'sat', FXA: 'fix accuracy', VAT: 'vertical accuracy' };

/** The fields that the I record of a flight recorder adds to each fix. */
export class IgcExtensions {
  #fields: readonly Extension[] = [];

  describe(line: string): void {
    const fields = description.exec(line)?.[2] ?? '';
    this.#fields = [...fields.matchAll(/(\d\d)(\d\d)([A-Z\d]{3})/g)]
      .slice(0, maxExtensions)
      .map(([, from, to, code = '']) => ({ code, from: Number(from), to: Number(to) }));
  }

  read(line: string): ExtendedFix {
    const fix: ExtendedFix = { figures: [], fraction: '', moreLatitude: '', moreLongitude: '' };
    for (const { code, from, to } of this.#fields) {
      const digits = line.slice(from - 1, to);
      if (!/^-?\d+$/.test(digits)) continue;
      if (code === 'TDS') fix.fraction = digits;
      else if (code === 'LAD') fix.moreLatitude = digits;
      else if (code === 'LOD') fix.moreLongitude = digits;
      else fix.figures.push([names[code] ?? code, String(Number(digits))]);
    }
    return fix;
  }
}
