import { describe, expect, test } from 'vitest';
import { DltWriter } from '../../../../../samples/dlt/dlt-writer.ts';
import {
  doip,
  doipDiagnostic,
  serviceDiscovery,
  someIp,
  tcpFrame,
  udpFrame,
  xcp,
} from '../../../../../samples/pcap/packets.ts';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { captured, client, ecu, server, startNs } from '../../../../support/recordings/captures.ts';
import { countsByTopic } from '../../../../support/recordings/summarise.ts';

describe('SOME/IP', () => {
  const call = { service: 0x1234, method: 1 };

  test('gives services and methods as topics, and failed calls as errors of the log', async () => {
    const several = Buffer.concat([
      someIp({ ...call, method: 0x8001, type: 2 }, Buffer.alloc(7)),
      someIp({ ...call, method: 0x8002, type: 2 }),
    ]);
    const summary = await captured([
      udpFrame(server, client, several),
      udpFrame(client, server, someIp({ ...call, type: 0 })),
      udpFrame(server, client, someIp({ ...call, type: 0x81, returnCode: 3 })),
      tcpFrame(client, server, { sequence: 1, payload: someIp({ ...call, type: 0 }) }),
      tcpFrame(server, client, { sequence: 1, payload: someIp({ ...call, type: 0x80, returnCode: 0x20 }) }),
    ]);
    expect(countsByTopic(summary)).toEqual({
      'UDP 30501': 3,
      'TCP 30501': 2,
      'SOME/IP 0x1234 method 0x0001': 4,
      'SOME/IP 0x1234 event 0x8001': 1,
      'SOME/IP 0x1234 event 0x8002': 1,
    });
    expect(summary.codes.map(({ code, severity }) => `${severity} ${code}`).toSorted()).toEqual([
      'error SOME/IP 0x1234 method 0x0001: the call failed with E_UNKNOWN_METHOD',
      'error SOME/IP 0x1234 method 0x0001: the call failed with code_0x20',
    ]);
  });

  test('is not recognised if its messages do not fill the datagram', async () => {
    const payload = Buffer.concat([someIp({ ...call, type: 0 }), Buffer.of(1)]);
    expect(countsByTopic(await captured([udpFrame(client, server, payload)]))).toEqual({ 'UDP 30501': 1 });
  });

  test('discovery shows which services are withdrawn and which subscriptions refused', async () => {
    const { logs, codes } = await captured([
      udpFrame(
        client,
        server,
        serviceDiscovery([
          { type: 1, service: 0x1234, instance: 1, timeToLive: 3 },
          { type: 1, service: 0x1234, instance: 1, timeToLive: 0 },
          { type: 7, service: 0x1234, instance: 1, timeToLive: 0, group: 5 },
        ]),
      ),
    ]);
    expect(logs.map(({ source, text }) => `${source}: ${text}`)).toEqual([
      'SOME/IP-SD service 0x1234 instance 0x0001 event group 0x0005: a subscription was refused',
      'SOME/IP-SD service 0x1234 instance 0x0001: the service is no longer offered',
    ]);
    expect(codes).toHaveLength(1);
  });
});

describe('XCP', () => {
  const tool = { host: 1, port: 40_000 };
  const unit = { host: 2, port: 5_555 };
  const talk = [
    udpFrame(tool, unit, xcp(0, [0xff, 0])),
    udpFrame(unit, tool, xcp(0, [0xff, 0x1d, 0x80, 0xff, 0xdc, 0x05, 1, 1])),
    udpFrame(tool, unit, xcp(1, [0xf4, 4, 0, 0, 0, 0x10, 0, 0x20])),
    udpFrame(
      unit,
      tool,
      Buffer.concat([xcp(1, [0xfe, 0x24]), xcp(2, [0x03, 1, 2, 3]), xcp(3, [0x04, 1, 2, 3])]),
    ),
  ];

  test('is counted from the answer to CONNECT on: commands, refusals, measured data', async () => {
    const summary = await captured(talk);
    expect(countsByTopic(summary)).toEqual({ 'UDP 5555': 4, 'XCP commands': 1, 'XCP answers': 4 });
    expect(summary.logs.map(({ source, text }) => `${source}: ${text}`)).toEqual([
      'XCP: A tool calibrates the control unit at port 5555: SHORT_UPLOAD (1), CONNECT (1); 1 refused; 2 packets of measured data',
    ]);
    expect(summary.codes.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'info XCP: ERR_ACCESS_DENIED (0x24)',
    ]);
  });

  test('in streams is the same', async () => {
    const summary = await captured([
      tcpFrame(tool, unit, { sequence: 1, payload: xcp(0, [0xff, 0]) }),
      tcpFrame(unit, tool, { sequence: 1, payload: xcp(0, [0xff, 0x1d, 0x80, 0xff, 0xdc, 0x05, 1, 1]) }),
      tcpFrame(tool, unit, { sequence: 7, payload: xcp(1, [0xfd]) }),
    ]);
    expect(summary.logs[0]?.text).toMatch(/: GET_STATUS \(1\), CONNECT \(1\)$/);
  });

  test('is not seen in what else uses its port', async () => {
    const summary = await captured([talk[0], talk[2], talk[3]].map((each) => each as Uint8Array));
    expect(countsByTopic(summary)).toEqual({ 'UDP 5555': 3 });
    expect(summary.logs).toEqual([]);
  });
});

describe('DoIP', () => {
  const vin = 'WVWZZZ1JZ3W386752';
  const codes = doipDiagnostic(0x1001, 0x0e00, [0x59, 0x02, 0xff, 0xc1, 0x00, 0x87, 0x2f]);

  /** The segments of a stream, with the given `lengths`. */
  function segments(bytes: Uint8Array, lengths: number[], first = 100): Uint8Array[] {
    const frames: Uint8Array[] = [];
    for (let at = 0, index = 0; at < bytes.byteLength; index += 1) {
      const payload = bytes.subarray(at, at + (lengths[index % lengths.length] as number));
      frames.push(tcpFrame(ecu, client, { sequence: first + at, payload }));
      at += payload.byteLength;
    }
    return frames;
  }

  const found = ({ codes: all }: FileSummary) =>
    all.filter(({ source }) => source === 'uds').map(({ code }) => code);

  test('gives trouble codes, identification and the VIN as UDS on CAN does', async () => {
    const announcement = doip(4, [...Buffer.from(vin), 0x10, 0x01, ...Buffer.alloc(13)]);
    const software = doipDiagnostic(0x1001, 0x0e00, [0x62, 0xf1, 0x89, ...Buffer.from('0411')]);
    const summary = await captured([
      udpFrame(ecu, client, announcement),
      ...segments(Buffer.concat([codes, software]), [1000]),
    ]);
    expect(found(summary)).toHaveLength(1);
    expect(summary.codes[0]).toMatchObject({ source: 'uds', first: { topic: 'DoIP 0x1001' } });
    expect(summary.versions).toContainEqual({ component: 'vin', version: vin });
    expect(summary.versions).toContainEqual({
      component: 'DoIP 0x1001 manufacturer software version',
      version: '0411',
    });
  });

  test('reports refusals', async () => {
    const summary = await captured([
      ...segments(doip(0x0006, [0x0e, 0, 0x10, 1, 0x00, 0, 0, 0, 0]), [100]),
      ...segments(doip(0x8003, [0x10, 0x01, 0x0e, 0x00, 0x03]), [100], 500_000),
      udpFrame(ecu, client, doip(0x0000, [0x02])),
    ]);
    expect(summary.codes.map(({ message }) => message).toSorted()).toEqual([
      'DoIP 0x1001: diagnostic message was refused: unknown target address (0x03).',
      'DoIP: message was refused: message too large (0x02).',
      'DoIP: routing activation was refused: unknown source address (0x00).',
    ]);
  });

  test.each([[[1]], [[3, 11]], [[8]], [[1000]]])(
    'is reassembled from segments of %j bytes',
    async (lengths) => {
      const stream = Buffer.concat([codes, codes, codes]);
      const summary = await captured(segments(stream, lengths, 0xffff_fff0));
      expect(countsByTopic(summary)['DoIP 0x1001']).toBe(3);
      expect(summary.codes.find(({ source }) => source === 'uds')?.count).toBe(3);
    },
  );

  test('is reassembled from segments in another order, and sent twice', async () => {
    const stream = Buffer.concat(Array.from({ length: 20 }, () => codes));
    const all = segments(stream, [7]);
    const [first = all[0] as Uint8Array, ...rest] = all;
    const shuffled = rest.flatMap((frame, index) =>
      index % 5 === 0 ? [rest[index + 1] ?? frame, frame] : [frame],
    );
    const summary = await captured([first, ...shuffled]);
    expect(countsByTopic(summary)['DoIP 0x1001']).toBe(20);
  });

  test('continues after segments that are not in the recording', async () => {
    const stream = Buffer.concat(Array.from({ length: 400 }, () => codes));
    const all = segments(stream, [codes.byteLength]).filter((_, index) => index !== 10);
    const summary = await captured(all);
    expect(countsByTopic(summary)['DoIP 0x1001']).toBe(399);
  });

  test('skips a message that is larger than the buffer', async () => {
    const large = doipDiagnostic(0x1001, 0x0e00, Buffer.alloc(300_000));
    const summary = await captured(segments(Buffer.concat([codes, large, codes]), [1_400]));
    expect(countsByTopic(summary)['DoIP 0x1001']).toBe(2);
  });
});

test('DLT in UDP is read like DLT in a file', async () => {
  const place = { timeNs: 0n, uptimeSeconds: 3, ecu: 'ECU1', app: 'APP1', context: 'CTX1' };
  const log = new DltWriter({ framing: 'none' });
  log.log('error', place, [{ text: 'first' }]);
  log.log('fatal', place, [{ text: 'second' }]);
  const summary = await captured([udpFrame({ host: 1, port: 3_490 }, client, log.bytes())]);
  expect(countsByTopic(summary)).toEqual({ 'UDP 3490': 1, 'ECU1/APP1/CTX1': 2 });
  expect(summary.logs.map(({ severity, text, time_ns }) => ({ severity, text, time_ns }))).toEqual([
    { severity: 'critical', text: 'second', time_ns: String(startNs) },
    { severity: 'error', text: 'first', time_ns: String(startNs) },
  ]);
});
