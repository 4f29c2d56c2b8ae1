import { placeOf } from '../../../../samples/databases/placing.ts';
import type { SampleMessage, SampleSignal } from '../../../../samples/dbc/dbc-writer.ts';
import type { RandomFormat } from '../random-format.ts';
import { databaseFiles } from './database-files.ts';
import { Draw } from './database-messages.ts';

type Version = '5.0' | '6.0';

/** Bits of values whose type has a size of its own. */
const sized: Readonly<Record<string, number>> = { bit: 1, char: 8, float: 32, double: 64 };

/**
 * The statements of "PEAK CAN Symbol File Format", each of the optional ones in some places. In version 6 signals may be
 * defined before the symbols that have them; canmatrix, which reads version 5, wants single blanks and no slashes in names.
 */
class SymWriter {
  readonly #draw: Draw;
  readonly #version: Version;
  readonly #enumerations: string[] = [];
  readonly #signals: string[] = [];

  constructor(messages: readonly SampleMessage[], seed: number) {
    this.#draw = new Draw(seed);
    // canmatrix does not heed the byte order of switches.
    const hasOrder = messages.some(({ signals }) =>
      signals.some(({ multiplex, bigEndian }) => multiplex === 'M' && bigEndian),
    );
    this.#version = !hasOrder && this.#draw.chance(2) ? '5.0' : '6.0';
  }

  file(messages: readonly SampleMessage[]): string {
    const sections = ['{SEND}', '{RECEIVE}', '{SENDRECEIVE}'];
    const sectionOf = new Map(messages.map((message) => [message, this.#draw.below(sections.length)]));
    const symbols = sections.flatMap((section, index) => {
      const own = messages.filter((message) => sectionOf.get(message) === index);
      return own.length > 0 ? [section, '', ...own.flatMap((each) => this.#symbol(each))] : [];
    });
    return [
      `FormatVersion=${this.#version} // Do not edit this line!`,
      'Title="random"',
      ...(this.#isNew ? this.#some('UniqueVariables=True', 'FloatDecimalPlaces=4', 'BRS=False') : []),
      '',
      '{ENUMS}',
      ...this.#enumerations,
      '',
      ...(this.#signals.length > 0 ? ['{SIGNALS}', ...this.#signals, ''] : []),
      ...symbols,
      '',
    ].join(this.#draw.oneOf(['\n', '\r\n']));
  }

  get #isNew(): boolean {
    return this.#version === '6.0';
  }

  #some(...lines: string[]): string[] {
    return lines.filter(() => this.#draw.chance(2));
  }

  #symbol({ id, extended = false, name, length, signals }: SampleMessage): string[] {
    const selector = signals.find(({ multiplex }) => multiplex === 'M');
    const plain = signals.filter(({ multiplex }) => multiplex === undefined);
    const codes = [...new Set(signals.flatMap(({ selectedBy }) => selectedBy?.ranges[0]?.[0] ?? []))];
    const blocks = selector && codes.length > 0 ? codes : [undefined];
    const always = plain.map((each) => this.#place(name, each));
    // Signals without a switch stand in each block.
    return blocks.flatMap((code, index) => {
      const own = signals.filter(({ multiplex }) => multiplex === `m${code}`);
      const texts = [...own.map((each) => this.#place(name, each)), ...always];
      return [
        this.#isNew || this.#draw.chance(2) ? `["${name}"]` : `[${name}]`,
        ...(index === 0 ? this.#head(id, extended) : []),
        `${this.#isNew ? 'Len' : 'DLC'}=${length}`,
        ...this.#some(`CycleTime=100${this.#isNew ? this.#some(' -p').join('') : ''}`),
        ...(this.#isNew ? this.#some('Timeout=200', 'MinInterval=10', 'Color=0FF00FFh') : []),
        ...(selector && code !== undefined ? [this.#switch(selector, code)] : []),
        ...texts,
        '',
      ];
    });
  }

  #head(id: number, extended: boolean): string[] {
    const hex = id
      .toString(16)
      .toUpperCase()
      .padStart(extended ? 8 : 3, '0');
    const types = extended ? ['Extended', 'FDExtended'] : ['Standard', 'FDStandard'];
    const type = `Type=${this.#isNew ? this.#draw.oneOf(types) : types[0]}`;
    const isNeeded = extended && !this.#isNew;
    return [`ID=${hex}h${this.#comment()}`, ...(isNeeded ? [type] : this.#some(type))];
  }

  #comment(): string {
    return this.#some(' // of "all", /u:x').join('');
  }

  #switch(selector: SampleSignal, code: number): string {
    const hex = code.toString(16).toUpperCase();
    const value = this.#draw.oneOf([`${code}`, `${/^\d/.test(hex) ? '' : '0'}${hex}h`]);
    const flags = [...(selector.bigEndian ? ['-m'] : []), ...(this.#isNew ? this.#some('-t') : [])];
    return [`Mux=${selector.name}`, `${placeOf(selector)},${selector.size}`, value, ...flags].join(' ');
  }

  /** A signal in its symbol: defined there, or before. */
  #place(message: string, signal: SampleSignal): string {
    const { name, size, bigEndian } = signal;
    const type = this.#typeOf(message, signal);
    if (this.#isNew && this.#draw.chance(2)) {
      const length = sized[type] === size ? '' : ` ${size}`;
      const flags = [...this.#some('-h').slice(0, 1), ...(bigEndian ? ['-m'] : [])];
      const parts = [`Sig="${name}" ${type}${length}`, ...flags, ...this.#attributes(message, signal)];
      this.#signals.push(parts.join(' ') + this.#comment());
      return `Sig="${name}" ${placeOf(signal)}`;
    }
    const flags = [...(bigEndian ? ['-m'] : []), ...this.#some('-h')];
    const quoted = this.#isNew ? `"${name}"` : name;
    const head = `Var=${quoted} ${type} ${placeOf(signal)},${size}`;
    return [head, ...flags, ...this.#attributes(message, signal)].join(' ') + this.#comment();
  }

  #typeOf(message: string, signal: SampleSignal): string {
    const { float, signed, size, values } = signal;
    if (float) return size === 32 ? 'float' : 'double';
    if (signed) return 'signed';
    if (values && this.#draw.chance(2)) return this.#enumeration(`${message}_${signal.name}_type`, values);
    const fitting = ['unsigned', 'unsigned', 'string', 'raw', ...(size === 1 ? ['bit'] : [])];
    return this.#draw.oneOf(size === 8 ? [...fitting, 'char'] : fitting);
  }

  #attributes(message: string, { factor, offset, unit, values, name }: SampleSignal): string[] {
    const needsQuotes = unit !== undefined && /[^a-z%]/i.test(unit);
    return [
      ...(unit ? [`/u:${needsQuotes || this.#draw.chance(2) ? `"${unit}"` : unit}`] : []),
      ...(factor !== undefined && factor !== 1 ? [`/f:${factor}`] : this.#some('/f:1')),
      ...(offset ? [`/o:${offset}`] : []),
      ...this.#some('/min:0', '/max:100.5', '/d:0', '/p:2'),
      ...this.#some(`/ln:"Long ${name}"`),
      ...(values ? [`/e:${this.#enumeration(`${message}_${name}`, values)}`] : []),
    ];
  }

  #enumeration(name: string, values: Record<number, string>): string {
    const entries = Object.entries(values).map(([value, label]) =>
      this.#isNew ? `${value}="${label}"` : `${value}="${label.replace('//', '')}"`,
    );
    const [open, between] = this.#isNew
      ? [`Enum=${name}(`, this.#draw.oneOf([',', ', ', ', // more\r\n  '])]
      : [`enum ${name}(`, ', '];
    this.#enumerations.push(`${open}${entries.join(between)})`);
    return name;
  }
}

export const symFormat: RandomFormat = {
  name: 'sym',
  reader: 'cantools 45.1.0; canmatrix 1.2 (version 5) on frames of python-can 4.6.1',
  script: 'sym.py',
  files: databaseFiles({ switches: 1, longest: 64 }, (messages, seed) => ({
    dbc: new SymWriter(messages, seed).file(messages),
  })),
  nearNs: 1_000,
  hasBytes: true,
  hasValues: true,
};
