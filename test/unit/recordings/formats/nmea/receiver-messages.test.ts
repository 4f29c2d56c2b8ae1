import { describe, expect, test } from 'vitest';
import { receiverMessage, receiverProtocols } from '../../../../../samples/nmea/receiver-messages.ts';
import { sentence } from '../../../../../samples/nmea/sample-nmea.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const gga = (second: number) =>
  `${sentence(`GNGGA,0800${String(second).padStart(2, '0')}.00,4807.038,N,01131.000,E,1,8,0.9,545.4,M,46.9,M,,`)}\r\n`;
/** Holds line breaks and the beginnings of sentences. */
const payload = Buffer.from('\n$GP\r\n\0\xb5\xff$@\xd3'.repeat(20), 'latin1');

/** A stream of a receiver: sentences and messages in bytes by turns. */
function stream(messages: readonly Uint8Array[], seconds = 40): Buffer {
  return Buffer.concat(
    Array.from({ length: seconds }, (_, second) => [Buffer.from(gga(second)), ...messages]).flat(),
  );
}

describe.each(receiverProtocols)('messages in %s between sentences', (protocol) => {
  const message = receiverMessage(protocol, payload);

  test('are counted and named, and cost no sentence', async () => {
    const bytes = stream([message, message]);
    const summary = await summarise(bytes);
    expect(summary.format).toBe('nmea');
    expect(summary.verdict).toMatchObject({ code: 'unsupported', salvaged_messages: 40 });
    expect(summary.verdict.message).toContain(`binary messages of the receiver (${protocol})`);
    expect(countsByTopic(summary)).toEqual({ GNGGA: 40 });
    expect(summary.logs[0]?.text).toBe(`Counted but not read: binary messages (${protocol}) (80).`);
    expect(await summariseInPieces(bytes, 77)).toEqual(summary);
  });

  test('are damage with a wrong checksum, which costs only what is in them', async () => {
    const damaged = Buffer.from(message);
    damaged[20] = (damaged[20] as number) ^ 1;
    const bytes = Buffer.concat([stream([message], 10), damaged, stream([message], 10)]);
    const { verdict } = await summarise(bytes);
    expect([verdict.code, verdict.salvaged_messages]).toEqual(['corrupt', 20]);
  });

  test('are truncated where the file ends in one', async () => {
    const { verdict } = await summarise(Buffer.concat([stream([], 10), message.subarray(0, 14)]));
    expect([verdict.code, verdict.salvaged_messages]).toEqual(['truncated', 10]);
  });
});

test('long names of makers, and sentences without fields', async () => {
  const lines = ['PQTMRESTOREPAR,OK', 'PQTMCFGMSGRATE,OK,GGA,1', 'PAIR051'];
  const { verdict } = await summarise(Buffer.from(lines.map((line) => `${sentence(line)}\r\n`).join('')));
  expect(verdict).toMatchObject({ code: 'ok', message: 'All 3 messages were read.' });
});

test('fields of a network of AIS receivers behind the checksum', async () => {
  const line = `${sentence('AIVDM,1,1,,A,15N1u<PP1FJuvSRHOE6QIwwh0HQ6,0')},d-080,S2118,r003669946,1325394060\r\n`;
  const { verdict } = await summarise(Buffer.from(`${line.repeat(3)}# 55 58 61616 - what is this?\n${line}`));
  expect(verdict).toMatchObject({ code: 'ok', message: 'All 4 messages were read.' });
});

describe('the time at which a receiver heard an AIS sentence', () => {
  const ais = sentence('AIVDM,1,1,,A,15N1u<PP1FJuvSRHOE6QIwwh0HQ6,0').replace('$', '!').trimEnd();
  const tagged = (content: string) => {
    const sum = [...content].reduce((all, letter) => all ^ letter.charCodeAt(0), 0);
    return `\\${content}*${sum.toString(16).padStart(2, '0').toUpperCase()}\\${ais}`;
  };
  const spanOf = async (...lines: string[]) =>
    (await summarise(Buffer.from(lines.map((line) => `${line}\r\n`).join('')))).span;

  test('is the clock where it stands behind the checksum, as USCG writes it', async () => {
    const at = (seconds: number) => `${ais},s28000,d-109,T43.12,x0,r08CGLB1,${seconds}`;
    expect(await spanOf(ais, at(1_325_394_060), ais, at(1_325_394_075))).toEqual({
      start_ns: '1325394060000000000',
      end_ns: '1325394075000000000',
      clock: 'unix',
    });
  });

  test('is the clock where a TAG block with a right checksum has it, in seconds or milliseconds', async () => {
    expect(await spanOf(tagged('s:r1,c:1325394060'), tagged('c:1325394060250,s:r1'))).toEqual({
      start_ns: '1325394060000000000',
      end_ns: '1325394060250000000',
      clock: 'unix',
    });
    expect(await spanOf(tagged('c:1325394060').replace('c:13', 'c:93'))).toBeNull();
  });

  test('gives way to the times of the sentences themselves', async () => {
    const own = sentence('GPRMC,235959.50,V,,,,,,,311225,,,N').trimEnd();
    const next = sentence('GPGGA,000000.50,,,,,0,00,99.9,,,,,,').trimEnd();
    expect(await spanOf(own, `${ais},r1,1325394060`, next)).toMatchObject({
      start_ns: '1767225599500000000',
      end_ns: '1767225600500000000',
    });
  });
});
