import { escapeXml, placeOf } from '../../../../samples/databases/placing.ts';
import type { SampleMessage, SampleSignal } from '../../../../samples/dbc/dbc-writer.ts';
import type { RandomFormat } from '../random-format.ts';
import { databaseFiles } from './database-files.ts';
import { Draw } from './database-messages.ts';

/** The elements and attributes of Kayak's `Definition.xsd`, each of the optional ones in some places. */
class KcdWriter {
  readonly #draw: Draw;

  constructor(seed: number) {
    this.#draw = new Draw(seed);
  }

  file(messages: readonly SampleMessage[]): string {
    const buses = 1 + this.#draw.below(3);
    const busOf = new Map(messages.map((message) => [message, this.#draw.below(buses)]));
    const texts = Array.from({ length: buses }, (_, index) => {
      const own = messages.filter((message) => busOf.get(message) === index);
      const rate = this.#some(` baudrate="${this.#draw.oneOf([83333, 125000, 500000])}"`);
      return `<Bus name="Bus ${index}"${rate}>\n${own.map((each) => this.#message(each)).join('\n')}\n</Bus>`;
    });
    const variable = '<Var name="wheels"><Value min="0" max="4"/></Var>';
    return `<?xml version="1.0" encoding="UTF-8"?>
<!-- random -->
<NetworkDefinition xmlns="http://kayak.2codeornot2code.org/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="Definition.xsd">
<Document name="drive"${this.#some(' author="nobody" version="1" company="none" date="2013-08-23"')}>${this.#some('some &lt;content&gt;')}</Document>
<Node id="1" name="Motor">${this.#some(variable)}</Node><Node id="2" name=""/>
${texts.join('\n')}
</NetworkDefinition>
`;
  }

  #some(text: string): string {
    return this.#draw.chance(2) ? text : '';
  }

  #message({ id, extended, name, length, signals }: SampleMessage): string {
    const hex = id
      .toString(16)
      .toUpperCase()
      .padStart(extended ? 8 : 3, '0');
    const attributes = [
      `id="0x${hex}" name="${name}"`,
      this.#draw.oneOf([` length="${length}"`, ' length="auto"', '']),
      extended ? ' format="extended"' : this.#some(' format="standard"'),
      this.#some(' interval="100"'),
      this.#some(' triggered="true" count="3"'),
    ];
    const switches = signals.filter(({ multiplex }) => multiplex === 'M');
    return `<Message ${attributes.join('')}>${this.#notes()}${this.#nodes('Producer')}
${switches.map((each) => this.#signal('Multiplex', each, this.#groups(each, signals))).join('\n')}
${signals
  .filter(({ multiplex }) => multiplex === undefined)
  .map((each) => this.#signal('Signal', each))
  .join('\n')}</Message>`;
  }

  #groups({ name }: SampleSignal, signals: readonly SampleSignal[]): string {
    const own = signals.filter(({ selectedBy }) => selectedBy?.name === name);
    const codes = [...new Set(own.map(({ multiplex }) => multiplex?.slice(1)))];
    return codes
      .map((code) => {
        const group = own.filter(({ multiplex }) => multiplex === `m${code}`);
        return `<MuxGroup count="${code}">${group.map((each) => this.#signal('Signal', each)).join('')}</MuxGroup>`;
      })
      .join('\n');
  }

  #signal(element: string, signal: SampleSignal, groups = ''): string {
    const { name, size, bigEndian, values } = signal;
    const length = size > 1 ? ` length="${size}"` : this.#some(' length="1"');
    const order = bigEndian ? ' endianess="big"' : this.#some(' endianess="little"');
    const labels = Object.entries(values ?? {}).map(
      ([value, label]) =>
        `<Label name="${escapeXml(label)}" value="${value}"${this.#some(' type="value"')}/>`,
    );
    const set = labels.length > 0 ? `<LabelSet>${labels.join('')}</LabelSet>` : '';
    return `<${element} name="${name}" offset="${placeOf(signal)}"${length}${order}>${groups}${this.#notes()}${this.#nodes('Consumer')}${this.#value(signal)}${set}</${element}>`;
  }

  #value(signal: SampleSignal): string {
    const { factor = 1, offset = 0, unit = '' } = signal;
    const parts = [
      this.#unlessDefault('type', typeOf(signal), 'unsigned'),
      this.#unlessDefault('slope', `${factor}`, '1'),
      this.#unlessDefault('intercept', `${offset}`, '0'),
      this.#unlessDefault('unit', escapeXml(unit), ''),
      this.#some(' min="0" max="1"'),
    ];
    const text = parts.join('');
    return text === '' ? this.#some('<Value/>') : `<Value${text}/>`;
  }

  #unlessDefault(name: string, value: string, usual: string): string {
    const text = ` ${name}="${value}"`;
    return value === usual ? this.#some(text) : text;
  }

  #notes(): string {
    return this.#some('<Notes>one\n&quot;two&quot;</Notes>');
  }

  #nodes(element: string): string {
    return this.#some(`<${element}><NodeRef id="1"/><NodeRef id="2"/></${element}>`);
  }
}

function typeOf({ float, signed, size }: SampleSignal): string {
  if (float) return size === 32 ? 'single' : 'double';
  return signed ? 'signed' : 'unsigned';
}

export const kcdFormat: RandomFormat = {
  name: 'kcd',
  reader: 'cantools 45.1.0 on frames of python-can 4.6.1',
  script: 'kcd.py',
  files: databaseFiles({ switches: 2, longest: 64 }, (messages, seed) => ({
    dbc: new KcdWriter(seed).file(messages),
  })),
  nearNs: 1_000,
  hasBytes: true,
  hasValues: true,
};
