import type { SampleMessage, SampleSignal } from '../dbc/dbc-writer.ts';
import { escapeXml, placeOf } from './placing.ts';

/** The CAN database of Kayak for these messages; of multiplexing only the simple one. */
export function writeKcd(messages: readonly SampleMessage[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- written for tests -->
<NetworkDefinition xmlns="http://kayak.2codeornot2code.org/1.0">
  <Document name="sample"/>
  <Bus name="Car" baudrate="500000">
${messages.map(messageText).join('\n')}
  </Bus>
</NetworkDefinition>
`;
}

function messageText({ id, extended, name, length, signals }: SampleMessage): string {
  const head = `    <Message id="0x${id.toString(16)}" name="${name}" length="${length}"${extended ? ' format="extended"' : ''}>`;
  const multiplexer = signals.find(({ multiplex }) => multiplex === 'M');
  const plain = signals.filter(({ multiplex }) => multiplex === undefined);
  const body = [
    ...plain.map((signal) => signalText('Signal', signal)),
    ...(multiplexer ? [multiplexText(multiplexer, signals)] : []),
  ];
  return [head, ...body, '    </Message>'].join('\n');
}

function multiplexText(multiplexer: SampleSignal, signals: readonly SampleSignal[]): string {
  const groups = signals
    .filter(({ multiplex }) => /^m\d+$/.test(multiplex ?? ''))
    .map(
      (signal) =>
        `<MuxGroup count="${signal.multiplex?.slice(1)}">${signalText('Signal', signal)}</MuxGroup>`,
    );
  return signalText('Multiplex', multiplexer, groups.join('\n'));
}

function signalText(element: string, signal: SampleSignal, content = ''): string {
  const { name, size, bigEndian, factor, offset, unit, values } = signal;
  const order = bigEndian ? ' endianess="big"' : '';
  const labels = Object.entries(values ?? {}).map(
    ([value, label]) => `<Label name="${escapeXml(label)}" value="${value}"/>`,
  );
  const set = labels.length > 0 ? `<LabelSet>${labels.join('')}</LabelSet>` : '';
  const scale = `slope="${factor ?? 1}" intercept="${offset ?? 0}" unit="${escapeXml(unit ?? '')}"`;
  return `      <${element} name="${name}" offset="${placeOf(signal)}" length="${size}"${order}>
        <Value type="${typeOf(signal)}" ${scale}/>${set}${content}
      </${element}>`;
}

function typeOf({ float, signed, size }: SampleSignal): string {
  if (float) return size === 32 ? 'single' : 'double';
  return signed ? 'signed' : 'unsigned';
}
