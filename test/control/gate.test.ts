import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGate, type GateOptions, refuseContentType } from '../../src/control/gate.ts';
import type { ControlHead, ControlHeaders } from '../../src/control/message.ts';
import { controlApi } from '../../src/kit/control/api.ts';

const KEY = 'ControlKeyOfATest-1';
const OWN_HOSTS = [
  'localhost',
  'localhost:4010',
  'LocalHost:1',
  'kit.localhost',
  'a.b-c.localhost:65535',
  '127.0.0.1',
  '127.0.0.1:4010',
  '127.255.255.254:80',
  '127.1.20.199',
  '[::1]',
  '[::1]:4010',
];
const FOREIGN_HOSTS = [
  '',
  'evil.example',
  'evil.example:4010',
  'localhost.evil.example',
  'evil.localhost.example',
  'localhost:4010.evil.example',
  'localhost@evil.example',
  'evil.example/localhost',
  'notlocalhost',
  '.localhost',
  '127.0.0.1.evil.example',
  '127.0.0.256',
  '127.0.0',
  '128.0.0.1',
  '1127.0.0.1',
  '[::2]',
  '[::1].evil.example',
  '::1',
  '192.168.1.7:4010',
  '0.0.0.0',
  'localhost:',
  'localhost:123456',
  'localhost, evil.example',
];

interface Asked {
  readonly method?: string;
  readonly headers?: ControlHeaders;
  readonly hasBody?: boolean;
  readonly isLocal?: boolean;
}

function statusOf(options: Partial<GateOptions>, { method = 'GET', headers, hasBody = false, isLocal = true }: Asked) {
  const head: ControlHead = {
    method,
    path: '/__kit/health',
    query: '',
    headers: { host: 'localhost:4010', ...headers },
    hasBody,
    isLocal,
  };
  const refused = createGate({ hostNames: [], ...options })(head) ?? refuseContentType(head);
  return refused && controlApi.refuse(refused.problem).status;
}

describe('the gate without a control key', () => {
  it.each(OWN_HOSTS)('is open to this machine under its own name %s', (host) => {
    expect(statusOf({}, { headers: { host } })).toBeUndefined();
  });

  it.each(FOREIGN_HOSTS)('is closed to the foreign name "%s"', (host) => {
    expect(statusOf({}, { headers: { host } })).toBe(403);
  });

  it('is closed to a request without a Host', () => {
    expect(statusOf({}, { headers: { host: undefined } })).toBe(403);
  });

  it('is closed to every name that does not end in localhost or is a loopback address', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.domain(),
          fc.ipV4(),
          fc.ipV6().map((ip) => `[${ip}]`),
          fc.string(),
        ),
        (host) => {
          const isOwn = /(^|\.)localhost$|^127\.|^\[::1\]$/.test(host) || OWN_HOSTS.includes(host);
          expect(statusOf({}, { headers: { host } })).toBe(isOwn ? undefined : 403);
        },
      ),
    );
  });

  it('is closed to other machines under every name', () => {
    for (const host of OWN_HOSTS) expect(statusOf({}, { headers: { host }, isLocal: false })).toBe(403);
  });

  it('is open under the extra names that it is given, IPv6 with or without brackets', () => {
    const hostNames = ['Kit.Test', 'fd00::7', '[fd00::8]'];
    for (const host of ['kit.test:4010', '[fd00::7]:4010', '[fd00::8]']) {
      expect(statusOf({ hostNames }, { headers: { host } })).toBeUndefined();
    }
    expect(statusOf({ hostNames }, { headers: { host: 'kit.test.evil.example' } })).toBe(403);
  });
});

describe('the gate with a control key', () => {
  it('is open to whoever carries it, from any machine and under any name', () => {
    for (const host of [...OWN_HOSTS, ...FOREIGN_HOSTS]) {
      expect(statusOf({ controlKey: KEY }, { headers: { host, controlKey: KEY }, isLocal: false })).toBeUndefined();
    }
  });

  it('is closed without it, even to this machine', () => {
    expect(statusOf({ controlKey: KEY }, {})).toBe(401);
    expect(statusOf({ controlKey: KEY }, { headers: { controlKey: '' } })).toBe(401);
  });

  it('is closed to every other key', () => {
    const near = fc.nat(KEY.length).map((at) => KEY.slice(0, at));
    fc.assert(
      fc.property(fc.oneof(fc.string(), near, fc.constantFrom(`${KEY} `, `${KEY}${KEY}`, KEY.toLowerCase())), (key) => {
        fc.pre(key !== KEY);
        expect(statusOf({ controlKey: KEY }, { headers: { controlKey: key } })).toBe(401);
      }),
    );
  });

  it.each([
    [80, `"${'x'.repeat(80)}"`],
    [81, `"${'x'.repeat(80)}…"`],
  ])('shows no more than it has to of a header of %d characters', (length, shown) => {
    const headers = { host: 'localhost', controlKey: KEY, secFetchSite: 'x'.repeat(length) };
    const gate = createGate({ controlKey: KEY, hostNames: [] });
    const refused = gate({ method: 'GET', path: '/', query: '', headers, hasBody: false, isLocal: true });
    expect(refused?.problem).toMatchObject({ sentences: [expect.stringContaining(`Sec-Fetch-Site ${shown}.`)] });
  });

  it('reveals neither the right key nor the one that came', () => {
    const gate = createGate({ controlKey: KEY, hostNames: [] });
    const headers = { host: 'localhost', controlKey: 'NearlyTheKey' };
    const refused = gate({ method: 'GET', path: '/__kit/health', query: '', headers, hasBody: false, isLocal: true });
    expect(refused).toBeDefined();
    expect(JSON.stringify(refused && controlApi.refuse(refused.problem))).not.toMatch(/ControlKeyOfATest|NearlyTheKey/);
  });
});

describe.each([
  ['without a control key', {}, {}],
  ['with a control key', { controlKey: KEY }, { controlKey: KEY }],
])('the gate %s', (_, options, own) => {
  it('is open to a page of this server itself', () => {
    for (const scheme of ['http', 'https']) {
      const headers = {
        ...own,
        host: 'localhost:4010',
        origin: `${scheme}://localhost:4010`,
        secFetchSite: 'same-origin',
      };
      expect(statusOf(options, { headers })).toBeUndefined();
    }
  });

  it.each([
    'null',
    'http://localhost',
    'http://localhost:3000',
    'http://127.0.0.1:4010',
    'http://evil.example',
    'http://localhost:4010.evil.example',
    'http://localhost:4010/',
    'ftp://localhost:4010',
    'localhost:4010',
    '',
  ])('is closed to a page of the origin "%s"', (origin) => {
    expect(statusOf(options, { headers: { ...own, origin } })).toBe(403);
  });

  it('is closed to a page of any origin but its own', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string()), (origin) => {
        expect(statusOf(options, { headers: { ...own, origin } })).toBe(403);
      }),
    );
  });

  it('is closed to what a browser sends for another site, including images and links', () => {
    for (const secFetchSite of ['cross-site', 'same-site', 'something-new', '']) {
      expect(statusOf(options, { headers: { ...own, secFetchSite } })).toBe(403);
    }
    for (const secFetchSite of ['same-origin', 'none']) {
      expect(statusOf(options, { headers: { ...own, secFetchSite } })).toBeUndefined();
    }
  });

  it.each([
    [undefined, 415],
    ['', 415],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=application/json', 415],
    ['text/plain; application/json', 415],
    ['application/jsonp', 415],
    ['application/json', undefined],
    ['Application/JSON', undefined],
    ['application/json; charset=utf-8', undefined],
    ['application/json;charset=utf-8', undefined],
  ])('answers the content type %s of a change with %s', (contentType, status) => {
    for (const method of ['POST', 'PUT', 'PATCH']) {
      expect(statusOf(options, { method, headers: { ...own, contentType } })).toBe(status);
    }
    expect(statusOf(options, { method: 'DELETE', headers: { ...own, contentType }, hasBody: true })).toBe(status);
  });

  it('needs no content type where there is no body', () => {
    for (const method of ['GET', 'HEAD', 'DELETE', 'OPTIONS']) {
      expect(statusOf(options, { method, headers: own })).toBeUndefined();
    }
  });
});
