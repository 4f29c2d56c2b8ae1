import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { findingAlertSchema, type SubscriptionsBody } from '../../../src/api/subscriptions/schema.ts';
import { loadConfig } from '../../../src/config.ts';
import { maxSubscriptions } from '../../../src/domain/alert.ts';
import { createMailer, MailRefusedError } from '../../../src/stores/smtp.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { vehicle } from '../../support/batches.ts';
import { localhostTls } from '../../support/localhost-tls.ts';
import { mailParts } from '../../support/mail-parts.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';
import { storedReports } from '../../support/stored-reports.ts';
import { until } from '../../support/until.ts';

let argus: TestArgus;
let car: ReturnType<typeof vehicle>;
let drives: ReturnType<typeof storedReports>;
let mail: MailServer;
let receiver: Server;
let url: string;
let answer = 200;
const posted: { path: string; body: string; headers: Record<string, string> }[] = [];
beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (answer === 200)
      posted.push({ path: request.url ?? '', body, headers: request.headers as Record<string, string> });
    response.writeHead(answer).end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  mail = await startMailServer();
  argus = await startArgus({
    WEBHOOK_ALLOW_PRIVATE: 'true',
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    SMTP_ALLOW_PLAIN: 'true',
    MAIL_FROM: 'argus@example.com',
    PUBLIC_URL: 'https://argus.example.com',
  });
  car = vehicle(argus.url);
  drives = storedReports(argus.stores.db);
});
afterAll(async () => {
  await argus?.close();
  await mail?.close();
  receiver.closeAllConnections();
  receiver.close();
});

const call = (path: string, method = 'GET') => fetch(`${argus.url}/api/v1/subscriptions${path}`, { method });
const subscribe = (more: Record<string, unknown>) =>
  car.post<{ subscription_id: string; secret: string | null }>('/subscriptions', more);
const listed = async (id: string) => {
  const { subscriptions } = (await (await call('')).json()) as SubscriptionsBody;
  return subscriptions.find(({ subscription_id }) => subscription_id === id);
};
const settled = (id: string) => until('nothing to wait', async () => (await listed(id))?.pending === 0);
const mailTo = (address: string) => mail.received.filter(({ to }) => to.includes(address));
const postedTo = (path: string) => posted.filter((one) => one.path === path);
const alertsTo = (path: string) =>
  postedTo(path).map(({ body }) => findingAlertSchema.parse(JSON.parse(body)));
/** Those that wait do so no longer. */
const hurry = () => argus.stores.db.query('UPDATE alert_subscriptions SET next_attempt_at = now()');
const saturated = { rule: 'cpu-saturation', severity: 'error', title: 'Processor at 99 %' } as const;

test('a drive with findings is told by mail and webhook, with a link to its report', async () => {
  const { secret, ...first } = await subscribe({ url: `${url}/first`, min_severity: 'info' });
  const { subscription_id } = await subscribe({ email: 'ops@example.com', min_severity: 'info' });
  const id = await car.deliver(
    [{ name: 'drive.mcap', bytes: sampleMcap({ seed: 1, faults: ['cpu-saturation'] }) }],
    {
      platform: 'semi',
    },
  );
  await car.ended(id);
  const [got] = await until(
    'the mail',
    () => mailTo('ops@example.com').length === 1 && mailTo('ops@example.com'),
  );
  const { findings } = JSON.parse((await argus.stores.reports.body(id)) ?? '') as {
    findings: { rule: string; title: string }[];
  };
  const { head, parts } = mailParts(got?.raw ?? '');
  expect(got).toMatchObject({ from: 'argus@example.com', to: ['ops@example.com'] });
  expect(head).toMatchObject({ from: 'Argus <argus@example.com>', 'auto-submitted': 'auto-generated' });
  for (const part of [parts['text/plain'], parts['text/html']]) {
    expect(part).toContain(`https://argus.example.com/batches/${id}?run=1`);
    expect(part).toContain(subscription_id);
  }
  await until('the webhook', () => postedTo('/first').length === 1);
  const [message] = postedTo('/first');
  new Webhook(secret ?? '').verify(message?.body ?? '', message?.headers ?? {});
  const [told] = alertsTo('/first');
  expect(told).toMatchObject({ batch_id: id, run: 1, platform: 'semi' });
  expect(told?.findings.map(({ rule }) => rule)).toEqual([...findings].slice(0, 20).map(({ rule }) => rule));
  for (const one of [first.subscription_id, subscription_id]) await call(`/${one}`, 'DELETE');
});

test('one finding of a platform is told once in a day, unless it becomes more severe', async () => {
  const { subscription_id } = await subscribe({ url: `${url}/once`, platforms: ['drone', 'van'] });
  const findings = [saturated];
  await drives.drive({ platform: 'drone', findings });
  await Promise.all(
    Array.from({ length: 4 }, (_, nth) =>
      drives.drive({ platform: 'drone', findings: [{ ...saturated, title: `Processor at ${90 + nth} %` }] }),
    ),
  );
  // Another platform, another finding, one that is more severe; not: below warning, of other platforms or of none.
  await drives.drive({ platform: 'van', findings });
  await drives.drive({
    platform: 'drone',
    findings: [saturated, { rule: 'memory-leak', title: 'Memory grows' }],
  });
  await drives.drive({ platform: 'drone', findings: [{ ...saturated, severity: 'critical' }] });
  await drives.drive({ platform: 'drone', findings: [{ ...saturated, severity: 'info', title: 'Idle' }] });
  await drives.drive({ platform: 'semi', findings });
  await drives.drive({ findings });
  await settled(subscription_id);
  expect(
    alertsTo('/once').map(({ platform, findings: told }) => [
      platform,
      ...told.map(({ rule, severity, reports_since }) => `${rule} ${severity} ${reports_since}`),
    ]),
  ).toEqual([
    ['drone', 'cpu-saturation error 0'],
    ['van', 'cpu-saturation error 0'],
    ['drone', 'memory-leak warning 0'],
    ['drone', 'cpu-saturation critical 5'],
  ]);
  const { db, alerts } = argus.stores;
  await drives.drive({ platform: 'drone', findings });
  await db.query(`UPDATE alert_keys SET told_at = told_at - interval '25 hours'`);
  const { batch_id } = await drives.drive({ platform: 'drone', findings });
  await settled(subscription_id);
  expect(alertsTo('/once').at(-1)).toMatchObject({ batch_id, findings: [{ reports_since: 1 }] });
  await db.query(`UPDATE alert_keys SET told_at = told_at - interval '31 days'`);
  expect(await alerts.forgetOld()).toBeGreaterThan(0);
  expect((await db.query('SELECT FROM alert_keys')).rows).toEqual([]);
});

test('messages come in order, are repeated, given up after a day, shown, and delivered on request', async () => {
  answer = 503;
  const { subscription_id } = await subscribe({ url: `${url}/dead`, rules: ['bus-off'] });
  const batches: string[] = [];
  for (const title of ['Bus off on can0', 'Bus off on can1'])
    batches.push((await drives.drive({ findings: [{ rule: 'bus-off', title }, saturated] })).batch_id);
  await until(
    'an attempt',
    async () => (await listed(subscription_id))?.last_error === 'the endpoint answered 503',
  );
  expect(await listed(subscription_id)).toMatchObject({ pending: 2, dead: 0 });
  await until('its age among the figures', async () => {
    const lines = (await (await fetch(`${argus.url}/metrics`)).text()).split('\n');
    const [age] = lines.filter((line) => line.startsWith('argus_alert_oldest_seconds{channel="webhook"}'));
    return Number(age?.split(' ')[1]) > 0;
  });
  expect((await argus.stores.alerts.backlog()).map(({ channel }) => channel)).toEqual(['email', 'webhook']);
  await argus.stores.db.query(`UPDATE alerts SET created_at = now() - interval '25 hours'`);
  await hurry();
  await until('them to be given up', async () => (await listed(subscription_id))?.dead === 2);
  const { dead_letters } = (await (await call(`/${subscription_id}/dead-letters`)).json()) as {
    dead_letters: { batch_id: string; error: string }[];
  };
  expect(dead_letters.map(({ batch_id }) => batch_id)).toEqual(batches.toReversed());
  expect(dead_letters[0]?.error).toBe('the endpoint answered 503');
  answer = 200;
  expect(await car.post(`/subscriptions/${subscription_id}/redeliver`)).toMatchObject({ messages: 2 });
  await settled(subscription_id);
  expect(alertsTo('/dead').map(({ batch_id }) => batch_id)).toEqual(batches);
  expect(alertsTo('/dead').flatMap(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
    'bus-off',
    'bus-off',
  ]);
  expect((await call(`/${subscription_id}`, 'DELETE')).status).toBe(204);
  expect((await call(`/${subscription_id}/dead-letters`)).status).toBe(404);
  expect((await call(`/${subscription_id}`, 'DELETE')).status).toBe(404);
});

test('mail that is put off is sent again, once; mail that is refused for good holds up nobody', async () => {
  let putOff = 1;
  mail.control.refuse = (to) => {
    if (to === 'gone@example.com') return { code: 550, message: 'no such user' };
    return putOff-- > 0 ? { code: 451, message: 'try again later' } : undefined;
  };
  const gone = await subscribe({ email: 'gone@example.com', rules: ['bus-off'] });
  const later = await subscribe({ email: 'later@example.com', rules: ['bus-off'] });
  const outside = 'Bus off on <can0> & "can1"\r\nBcc: x@y.example';
  await drives.drive({ vehicle_id: 'truck <7>', findings: [{ rule: 'bus-off', title: outside }] });
  await drives.drive({ findings: [{ rule: 'bus-off', title: 'Bus off on can9' }] });
  await until('both to be given up', async () => (await listed(gone.subscription_id))?.dead === 2);
  expect(await listed(gone.subscription_id)).toMatchObject({ pending: 0, last_error: null });
  await until('an attempt', () => putOff <= 0);
  await until('the other attempts', async () => {
    await hurry();
    return (await listed(later.subscription_id))?.pending === 0;
  });
  const got = mailTo('later@example.com').map(({ raw }) => mailParts(raw));
  expect(got).toHaveLength(2);
  expect(got[0]?.head.bcc).toBeUndefined();
  expect(got[0]?.head.subject).toContain('truck <7>: warning: Bus off on <can0>');
  expect(got[0]?.parts['text/html']).toContain(
    'Bus off on &#60;can0&#62; &#38; &#34;can1&#34; Bcc: x@y.example',
  );
  expect(new Set(got.map(({ head }) => head['message-id'])).size).toBe(2);
  mail.control.refuse = () => undefined;
});

describe('what cannot be subscribed', () => {
  test.each([
    [{}, 'url'],
    [{ url: 'https://a.example/', email: 'a@b.example' }, 'url'],
    [{ email: 'a@b.example, c@d.example' }, 'email'],
    [{ email: 'a@b.example\r\nBcc: c@d.example' }, 'email'],
    [{ email: 'a@b.example', rules: ['no-such-rule'] }, 'rules'],
    [{ email: 'a@b.example', min_severity: 'fatal' }, 'min_severity'],
    [{ url: 'ftp://a.example/' }, 'url'],
  ])('%j: 400 that names %s', async (body, field) => {
    const response = await fetch(`${argus.url}/api/v1/subscriptions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { field: string }).field).toContain(field);
  });

  test('one more than the limit; mail and private addresses where they are not allowed', async () => {
    const strict = await import('../../support/test-api.ts').then(({ startTestApi }) => startTestApi());
    try {
      expect((await strict.post('/subscriptions', { email: 'a@b.example' })).body).toMatchObject({
        code: 'validation',
        error: expect.stringContaining('SMTP_URL'),
      });
      expect((await strict.post('/subscriptions', { url: 'https://10.0.0.1/' })).status).toBe(400);
      await strict.stores.db.query(
        `INSERT INTO alert_subscriptions (id, url, secret, min_severity)
         SELECT gen_random_uuid(), 'https://a.example/', 'whsec_', 0 FROM generate_series(1, $1)`,
        [maxSubscriptions - 1],
      );
      const hook = { url: 'https://a.example/hook' };
      const { status, body } = await strict.post('/subscriptions', hook);
      expect([status, body.secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
      expect(JSON.stringify((await strict.call('/subscriptions')).body)).not.toContain('whsec_');
      expect((await strict.post('/subscriptions', hook)).body).toMatchObject({ code: 'conflict' });
    } finally {
      await strict.close();
    }
  });
});

describe('TLS', () => {
  const message = { to: 'a@b.example', subject: 's', text: 't', html: '<p>t</p>', id: 'x', at: new Date() };
  const mailerOf = (change: Record<string, string>, authorities?: string) => {
    const mailer = createMailer(
      loadConfig({ ...argus.environment, SMTP_ALLOW_PLAIN: '', ...change }),
      authorities,
    );
    if (!mailer) throw new Error('a mail server is set');
    return mailer;
  };

  test.each([
    ['smtp', { secure: false }],
    ['smtps', { secure: true }],
  ])('by %s: the server must be known, and the password be right', async (scheme, options) => {
    const server = await startMailServer({
      ...options,
      ...localhostTls,
      disabledCommands: [],
      onAuth({ username, password }, _session, done) {
        if (password === 'secret') done(null, { user: username ?? '' });
        else done(new Error('who are you?'));
      },
    });
    const SMTP_URL = `${scheme}://localhost:${server.port}`;
    const login = { SMTP_URL, SMTP_USER: 'argus', SMTP_PASSWORD: 'secret' };
    try {
      await expect(mailerOf(login).send(message)).rejects.toThrow('self-signed certificate');
      const wrong = mailerOf({ ...login, SMTP_PASSWORD: 'wrong' }, localhostTls.cert).send(message);
      await expect(wrong).rejects.toThrow('who are you?');
      await expect(wrong).rejects.not.toBeInstanceOf(MailRefusedError);
      const known = mailerOf(login, localhostTls.cert);
      await known.verify();
      await known.send(message);
      expect(server.received).toMatchObject([{ secure: true, user: 'argus', to: ['a@b.example'] }]);
    } finally {
      await server.close();
    }
  });

  test('nothing is said to a server that offers none, unless that is allowed', async () => {
    await expect(mailerOf({}).send(message)).rejects.toThrow('STARTTLS');
    await mailerOf({ SMTP_ALLOW_PLAIN: 'true' }).send(message);
    expect(mailTo('a@b.example')).toHaveLength(1);
  });
});
