import { freezeFrameTerms } from './freeze-frames.ts';
import { lampNames } from './lamps.ts';
import { suspectParameters } from './suspect-parameters.ts';
import { longestStored } from './translate-sentence.ts';
import { troubleCodeMeanings } from './trouble-code-meanings.ts';

type Terms = Readonly<Record<string, string>>;

const meanings: Terms = { ...troubleCodeMeanings, ...suspectParameters, ...lampNames };
const figures: Terms = { ...suspectParameters, ...freezeFrameTerms };
/** Pieces between commas of the term that has most of them. */
const mostPieces = Math.max(...Object.keys(meanings).map((term) => term.split(', ').length));

/**
 * What the standards say of a trouble code, as readers put it together: terms with commas between them, then what is said of it
 * beside. Undefined unless all of it is known, and for texts that are too long to be one.
 */
export function translateTroubleCode(text: string): string | undefined {
  if (text.length > longestStored) return undefined;
  if (!text.endsWith('…')) return translateWhole(text);
  // A title is cut to its length; a term of which a part is left is left out.
  for (
    let end = text.length - 1;
    end > 0;
    end = Math.max(...[', ', '; '].map((at) => text.lastIndexOf(at, end - 1)))
  ) {
    const known = translateWhole(text.slice(0, end));
    if (known !== undefined) return `${known}…`;
  }
  return undefined;
}

function translateWhole(text: string): string | undefined {
  const [meaning = '', ...beside] = text.split('; ');
  const parts = [termsOf(meaning), ...beside.map(saidBeside)];
  return parts.includes(undefined) ? undefined : parts.join('；');
}

/** `ECU 0x7E8 on CAN 1`, `ECU 0x00 (engine)`. */
export function translateUnit(unit: string): string {
  const [, ecu, bus] = /^(ECU \w+) on (.+)$/.exec(unit) ?? [];
  if (bus !== undefined) return `${bus} 的 ${ecu}`;
  return unit.replace(/(?<=\().+(?=\)$)/, (name) => termOf(name, meanings) ?? name);
}

/** Monitors, or figures of a freeze frame as `engine speed 1726 rpm`, with commas between them; those that are not known stay. */
export function translateFreezeFrame(text: string): string {
  return text
    .split(', ')
    .map((one) => {
      const [, name = one, figure = ''] = /^(.+?)( -?\d[\d.]* \S+)$/.exec(one) ?? [];
      return (termOf(name, figures) ?? name) + figure;
    })
    .join('，');
}

/** Terms, of which some have a comma themselves: the longest that is known, from the left. */
function termsOf(text: string): string | undefined {
  const pieces = text.split(', ');
  const terms: string[] = [];
  for (let at = 0; at < pieces.length; ) {
    let end = Math.min(at + mostPieces, pieces.length);
    let term = termOf(pieces.slice(at, end).join(', '), meanings);
    while (term === undefined && end > at + 1) {
      end -= 1;
      term = termOf(pieces.slice(at, end).join(', '), meanings);
    }
    if (term === undefined) return undefined;
    terms.push(term);
    at = end;
  }
  return terms.join('，');
}

function termOf(text: string, terms: Terms): string | undefined {
  const numbers = text.match(/\d+/g) ?? [];
  const english = text.replace(/\d+/g, '#');
  if (!Object.hasOwn(terms, english)) return undefined;
  return terms[english]?.replaceAll('#', () => numbers.shift() ?? '');
}

/** Lamps, occurrences, and what the number of an older form may mean. */
function saidBeside(text: string): string | undefined {
  const lamps = /^on: (.+)$/.exec(text)?.[1];
  if (lamps !== undefined) return lampNames[lamps] && `点亮：${lampNames[lamps]}`;
  const [, count] = /^occurred (once|\d+)(?: times)?$/.exec(text) ?? [];
  if (count !== undefined) return `出现 ${count === 'once' ? 1 : count} 次`;
  const [, number, name = '', other, otherName = ''] = olderForm.exec(text) ?? [];
  if (number === undefined) return undefined;
  const [first, second] = [name, otherName].map((each) => termOf(each, meanings) ?? each);
  return `SPN 采用旧格式（转换方式 1），也可能是 ${number}（${first}）或 ${other}（${second}）`;
}

const olderForm =
  /^the SPN is of an older form \(conversion method 1\) and may also be (\d+) \((.+)\) or (\d+) \((.+)\)$/;
