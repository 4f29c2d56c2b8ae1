import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createS3Http } from '../../../src/s3/s3-http.ts';
import { createS3Listing } from '../../../src/s3/s3-listing.ts';

let close = async () => undefined as unknown;
afterEach(() => close());

/** A listing from a store that gives these responses, one after the other; records its requests. */
async function listingOf(...answers: { status?: number; text: string }[]) {
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://store').searchParams);
    const { status = 200, text } = answers.shift() ?? { status: 500, text: '' };
    response.writeHead(status, { 'content-type': 'application/xml' }).end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const http = createS3Http(false);
  close = async () => {
    http.close();
    server.close();
    await once(server, 'close');
  };
  const sign = (_method: string, key: string, query = {}) =>
    `http://127.0.0.1:${port}/b/${key}?${new URLSearchParams(query)}`;
  return { listing: createS3Listing(http, sign), asked };
}

const keys = (names: string[], more = '') =>
  `<ListBucketResult>${names.map((name) => `<Contents><Key>${name}</Key></Contents>`).join('')}${more}</ListBucketResult>`;

test('continues page by page, and sends no empty parameter', async () => {
  const { listing, asked } = await listingOf(
    { text: keys(['a/1', 'a/&amp;&#x32;'], '<NextContinuationToken>t</NextContinuationToken>') },
    { text: keys(['a/3']) },
  );
  expect(await listing.keys('', 10)).toEqual(['a/1', 'a/&2', 'a/3']);
  expect(asked.map((query) => [...query.keys()])).toEqual([
    ['list-type', 'max-keys'],
    ['list-type', 'max-keys', 'continuation-token'],
  ]);
});

test('reads unfinished uploads and parts with no more members than it needs', async () => {
  const { listing } = await listingOf(
    {
      text: `<ListMultipartUploadsResult><Upload><Key>k</Key><UploadId>u</UploadId>
        <Initiated>2026-03-14T08:00:00.000Z</Initiated></Upload></ListMultipartUploadsResult>`,
    },
    {
      text: `<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>1</NextPartNumberMarker>
        <Part><PartNumber>1</PartNumber><LastModified>2026-03-14T09:00:00.000Z</LastModified></Part></ListPartsResult>`,
    },
    {
      text: `<ListPartsResult><Part><LastModified>2026-03-14T08:30:00.000Z</LastModified></Part></ListPartsResult>`,
    },
    { text: '<ListPartsResponse/>' },
  );
  const initiated = new Date('2026-03-14T08:00:00Z');
  expect(await listing.unfinishedUploads(10)).toEqual([{ key: 'k', uploadId: 'u', initiated }]);
  expect(await listing.lastPartAt('k', 'u')).toEqual(new Date('2026-03-14T09:00:00Z'));
  expect(await listing.lastPartAt('k', 'u')).toBeUndefined();
});

test('a response that is not a listing is not treated as an empty one', async () => {
  const { listing } = await listingOf(
    { text: '<html>welcome</html>' },
    { status: 501, text: '<Error><Code>NotImplemented</Code></Error>' },
  );
  await expect(listing.keys('a', 10)).rejects.toMatchObject({ code: 'unexpected answer' });
  await expect(listing.unfinishedUploads(10)).rejects.toMatchObject({ status: 501, code: 'NotImplemented' });
});
