import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainXz } from '../../../../../samples/ulog/event-definitions.ts';
import { unpackXz } from '../../../../../src/recordings/bytes/xz/unpack-xz.ts';

const text = Array.from(
  { length: 400 },
  (_, i) => `{"event ${i}": "value ${(i * i) % 97}", "again": ${i % 7}}\n`,
).join('');

/** Compressed by liblzma (Python's `lzma`): preset 9e, and LZMA2 with lc 1, lp 2, pb 3 and a dictionary of 4 KiB. */
const packed = {
  'preset 9e': Buffer.from(
    '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4DqwBN1dAD2IiKejlK+NdZS6faiK9udD86GiAgebrImDjjWjxpwUcHtVN+fQyJvQHcPptIg150M9n1DTVJmhmZM5MQ6CTzjpQiGlDR7cMQ1bCyq1a9bxH9kV/zYYzyAkISw8wD22h8hDf+I7BZ2AIndK5RHD/BHnIEmWQ1vfmFkEo+lUO54BvyENMzYQ7PdWBBA8XvPND4F1U3CW+guuoIwV8eyW2HlEZ6Z4d7A82iD8gyhUJMqgSDXy32duv3GsBjsgvul3QScSFQeUVICyww+ni6hcoGWTZpW8nWtq1SfS5sgVVaPBGntN3nk158A8MiMBaGWQjK2VljCSKKhg8/axMOUxilQ0AXhnGfhWM5f+rFYT+qh0SeKRzLyhNk9KtODzPuGZkMx1XzepyoNpXpR1cqolTRtpOPYb1RAHITAIdFPbS2rdKPzFIBEfgtZbgIkXbLfwbFHbqTRbyY4an0GW+XhCk8jbge8GTEig8SDcXW7+HMECptqPf/xINTAgfU+Nvxjep8/OoB6pEqcVOztNXxk/zoYYZcUlelzIUMYNkcn425TvHA7YGhnwuHMv9lx/OStjEbBgGJWAXbwAnAjNQdjriiXmj1tfWn94RijnBQEyDLDW3rUCvbY1d1Ya+sPocO2tSsQIRDljwbwVLVVSkuMjypV3xRjgSBx18B4WAzGbNOjyh/QxZgYJngAzOizWw1Jzi9LmGit1WaQjsFeQvONX2Sk3LV85QYTblbtzGU35nvRlfhsLrmO8Kt9oedKxAERHo5NX/za98g1JQ+kTPdYZxcBTI9HpaDd1h1A3llTUVKQklXqZJF1cZIq54/O8B/wXRmpWTb4iePXsNW6l6Qki7qQ29VB2htpbvQ6ai4rz177lIesxcFzc4oTu6A7iC2PXXBvHdjz3WTpReyeQTYcE9+vQMAjSOWI/gE1TEr3CSaoK6HhJ1S2HWvAGeRQSpK8AiUZk65FFTFT8KjxbhKEg3FcyodgsZGog6lQIwf3F8XnQWQD9q8+HgDcWIdiD9XC7Ayzl0mYKlLlT0DRhlJpYpxYWzUt7GbJWHay6YeuTCwVv2Yg1/C+POH37spuYL0NfvRPpA8dB/YHQJ2VKYmRucIeiNZ3dqZEndH/YhEVVc4l/fI4YXPxUT/0nOGYTypUMawS57cfXj17HrfnfLCxhmQ+KDMggTpoXNNXlqHgfTFjFlEeHFZLxOw1BrehBXE7f9tCEqF0YSWHU+c6E7po6U1qshFYwihJPaRPubgJI3EATtQ5WnlTRY0gSDVpSr2dmeunkkaSXz67Fp47arRbg1LLSsGdXUCJZFYlagt3lSYmY+eZBjthkvINQJ47jAP3jzaiwvdAWbLGE1Qxd+x6ar4xWNBncsju2nmxi3XucqmzaG9eu8VpPnIrduVcLpA8DE0SoPXmWRg4LZnK60fkpOKXduowXkSuyPzVnepPp82VUIK1dR57hXs+qTOrhIz8JMS7RHkZspS0JUa1Ywk/gn+P4SKmM8wMx5sfo0lxegiyTZ4FXwBgC6aGkws6QdoV31/IrUazeWz9QWhZjoL97zd3woP+w0hVBRfItNYHLQZ1pdxLsoTJZ4o1fcK6JqjECtZaaGZPFBxR/ierDOEvMQ2AcbvQeGB0AGJFjUW1wvL3dOGaMrUevE0a3QNt0AAAAAADobhvGWWQRjAAB+QmxdQAAOX0sC7HEZ/sCAAAAAARZWg==',
    'base64',
  ),
  'other properties': Buffer.from(
    '/Td6WFoAAATm1rRGAgAhAQAAAAA3J5fW4DqwBjKaAD2IiKdjM6KTAGQpj/8MV2rMkfgvSk+kt51czgbYiF3/G3fIAuQG2SOzaxRh5Qt+lFXvG2aEaunhCvf66zcB2PZC4V0QBZ6yxXBlFQMx0xzX8sUdoDVXuFnb47LA7r3h4cPHn5w7tDit5XLE6Q3AFQBYKuNcuurOpFxLwVa2AIaDh+yL1tJe58vYG5aNOf/LkxRpq4EnmDffAptXxJVqb5jKeJCoorMNTbE4+dXQgO02RP3K3noLZhZRiJUv8C+nGn+UiTQMhKltav/Oe2+UeYe1kExV4fr9lg/YVT0TOU9CvVSpmedYGRZTJIHXonbdhQ1xR6zVWWVPK+axCBHDIgV1OMNCYs5OAOh/IcMal/qN4mbI4Ydv0GG/SF1ltdqBOemEz+2/RuANDNPIdLoj/bgjszPo3pXJ8h24hivFCqCHQoPuV7LnEheMd6oAMMrfL3EOR/MUXzHQ+B6Bi9Jgt8TZ+s6xxMJ4kbpq89nkSQCaWC60IyL11Byl5Uo6IL/DdSFL5NE3ZTO7cj2GxDUyc4+5m+D/yuy8VejwjoDKLi1zNfsPI1aCZGXf0yTn6eWqc3UW81PcNKQbg82ckRC7D9vMxtONar8LKdGzRF8pY+hn1ic2sut4f/NM8HA5HqJJGn1cGjZPYy2lfsjgFKHTkSia/vX689lGdnROMCyjisESw/hn+y0A9oxkaE4dqQDHuywPqA82HxLfP5jPYhswrl4Ab7x+sWaWT2YBgIw9TvQnEBkmUhMNRo7ASb/llqdDnrzlucvlGU2kGOjS6I5vihGEjjnzdVR2cRFMJmM6vi2yrCgRGcCzHHkDk35nMNjhk2vWcpGkOy7AkOMXZ5ra+/PG6am+OyQJ/M2vQX2gNM21gjX72B6soL/W1zRsaL17dDG8eWZjQMXl1Q9IzrhgZHNmad1VsI5EOztbaxQKT0QtxYmSo53FqGa6hXfycPOL8KuZV1kp57iIiJigkLNYAbQ7FjQJ1ZnQsajZVIXEdm8WEXIHgWALqQ8fPqjsyGFD423b270poB9CCeHC6vy4Y13vG7+9MHENAreqSHHGiEDof7dANUb2XshRAPVp/sHq4pEcx3yAEclNhqKd+GnujSMP9S3X+icLrfgvgbK4gUWN7Aprb6rHX6HtDRqb6Y8SmdIkxGWUIIbf40STABc4Z2MZ6DfsAtugj1l7RBdyoWZ0Tx08Og5C3HNfB6qLJm7+mh6y99z/8gy4Dr1TwfnpQxBbmDaEgOJjMgTjq67J2skqAaHxB2508kgBkavo5c8YHk9BoBi3k3pOJJ3z9AFXsFfIHq8tZDQnF338z6qQTvQRheYe/oMQakBbSobXwiMFj6H9ldh58R/8z99jsnHxqQLv7ErQRiOAIO1+I6F6iF8pj29vKyW+vhuSrGL5vlUTRbR9U+paSYL+2jXb2a91k4M7J0V1BK25kRmWgzCf+eowpM6BC7HWybdjxPSHif9hXTBdj6KnAgEqoGi1wcU4Gb2pxlxhUG1S2rtkAT2yRP8p1x4z5WZkd1d8l8gRWGVqzDh++NESPNnHnWx1eF6DrHW36QGplLY399w5bF0g26G0Ddy2XpAvIxKkllHUl0iDZ4guVT7Ce7JQIEhNXDzLnQuMn90YbsFfGGnPzl1fxS4BBg3TSm56BNHj9l0R7XC9nEi6xRjojc9hkK1Z2KZzICg2M/KNknsCZhDaqu9tV/Swl0qkcqPSOQ/cAR9Q7bCAKX0hbsdbDEi1P6LZqpI2HAiZTxBY0vOTPpWSR8HusSLp2x+ilCNf9q5bFARXY9CstnIOf1w2KJJ8l2inUbK+2LQx2uhS66ni+wAQ1HRMqnarHpLi9lvCy1kDa1+7oI/GHvQbBM81UAJNSWFpNSkT1WrKAoYD+I4laHOKNNOXRLsOIdhpZztiFYIKYSi5OK1kdecJosH4L5PeDvUiE1HSyKjget7ykts6wfkGNra9jDq79/eJDUl9mk/+rWX4qs6l6NHeRaNZv+/w3J58RS/O2kPHOMIp/ZSbboJxu5Wf1laKvq1kliEWUSNAv3pjB8AUJxC355oriqKQABqy67wIBDRy1oTv5VekYIM/7ZuYG7EOku1LvInRdqFIFGrT6iGF2s8AAAAA6G4bxllkEYwAAc4MsXUAAFzFs9qxxGf7AgAAAAAEWVo=',
    'base64',
  ),
};
const limit = 1 << 20;

describe('an xz stream', () => {
  test.each(Object.entries(packed))('of %s is decompressed', (_, bytes) => {
    expect(Buffer.from(unpackXz(bytes, limit) ?? []).toString()).toBe(text);
  });

  test('is read if nothing in it is compressed', () => {
    const bytes = Buffer.from(text.slice(0, 5_000));
    expect(unpackXz(plainXz(bytes), limit)).toEqual(new Uint8Array(bytes));
  });

  test('is not decompressed beyond the limit', () => {
    for (const bytes of Object.values(packed)) {
      expect(unpackXz(bytes, text.length - 1)).toBeUndefined();
      expect(unpackXz(bytes, text.length)).toHaveLength(text.length);
    }
  });

  test('that is truncated yields nothing, and a damaged one nothing beyond the limit', () => {
    const whole = packed['preset 9e'];
    for (let end = 0; end < whole.length - 60; end += 7)
      expect(unpackXz(whole.subarray(0, end), limit)).toBeUndefined();
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(packed)),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, at, flip) => {
          const damaged = Buffer.from(bytes);
          const place = at % damaged.length;
          damaged[place] = (damaged[place] as number) ^ flip;
          expect(unpackXz(damaged, limit)?.length ?? 0).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is not recognised in other bytes', () => {
    const head = packed['preset 9e'].subarray(0, 30);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(30), (bytes, kept) => {
        expect(unpackXz(Buffer.concat([head.subarray(0, kept), bytes]), limit)?.length ?? 0).toBeLessThan(
          limit,
        );
      }),
      { numRuns: 500 },
    );
  });
});
