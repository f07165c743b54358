import { describe, expect, it } from 'vitest';
import { findMisunderstanding } from '../../../src/contract/reading/api-version.ts';

const URL_ASKED = 'http://server.test/api/app/KEY/users/ada/sessions?start_date=1';

interface Answered {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly text?: string;
  readonly body?: unknown;
}

interface Expected {
  readonly sentence?: RegExp;
  readonly isOtherApi?: boolean;
  readonly isNoApi?: boolean;
  readonly isSetup?: boolean;
  readonly row?: string;
}

function recognise({ status = 200, headers = {}, text = '', body }: Answered) {
  const request = { method: 'GET', url: URL_ASKED, headers: {}, credential: undefined, isOdd: false };
  const reply = { status, headers: new Headers(headers), bytes: new Uint8Array(), text };
  return findMisunderstanding({ request, reply }, body);
}

const summary = { startTs: 1, duration: 2 };
const event = { messageId: 1, timestamp: 1 };
const html = { 'content-type': 'text/html; charset=utf-8' };

describe('a reply without a list of events is recognised as', () => {
  it.each<[string, Answered, Expected]>([
    ['session summaries', { body: { data: [summary] } }, { sentence: /session summaries/, isOtherApi: true }],
    ['that of v2', { body: { total: 0, sessions: [] } }, { sentence: /as v2 servers do/, isOtherApi: true }],
    ['a list of v2 inside data', { body: { data: { total: 0, sessions: [] } } }, { sentence: /v2/, isOtherApi: true }],
    ['an empty list as null', { body: { data: null } }, { sentence: /is null instead.*Go/, row: 'REPLY-05' }],
    ['an empty list without a body', { status: 204 }, { sentence: /a 204 without a body/, row: 'REPLY-05' }],
    [
      'the answer of an https port',
      { status: 400, text: 'The plain HTTP request was sent to HTTPS port' },
      { sentence: /speaks https/, isNoApi: true },
    ],
    [
      'the answer of an https port in Go',
      { text: 'Client sent an HTTP request to an HTTPS server.' },
      { isNoApi: true },
    ],
    [
      'the answer of an HTTP/2 port',
      { text: 'Unknown ALPN Protocol, expected `h2`' },
      { sentence: /HTTP\/2 only/, isNoApi: true },
    ],
    ['a page, by its type', { headers: html }, { sentence: /serves a web page.*\/api\/app\./, isNoApi: true }],
    ['a page, by its beginning', { text: '\n <!DOCTYPE html>' }, { sentence: /serves a web page/, isNoApi: true }],
    ['a page without a doctype', { text: '<html lang="en">' }, { sentence: /serves a web page/, isNoApi: true }],
    ['a proxy in front, by its page', { status: 403, headers: html }, { sentence: /in front of the server refuses/ }],
    ['a wrong key', { status: 401 }, { sentence: /refuses the key/, isSetup: true }],
    ['a key without rights', { status: 403 }, { sentence: /refuses the key/, isSetup: true }],
    [
      'a wrong URL or project',
      { status: 404 },
      { sentence: /URL ends in \/api\/app, and check --proj/, isSetup: true },
    ],
    [
      'a redirect on the server',
      { status: 308, headers: { location: '/api/app/?next=1' } },
      { sentence: /redirects to http:\/\/server.test\/api\/app\/\.$/, isNoApi: false },
    ],
    [
      'a redirect to another server',
      { status: 301, headers: { location: 'https://server.test/login?from=KEY' } },
      { sentence: /redirects to https:\/\/server.test\/login: the base URL/, isNoApi: true },
    ],
  ])('%s', (_, answered, { sentence = /./, ...expected }) => {
    expect(recognise(answered)).toEqual({ isOtherApi: false, ...expected, sentence: expect.stringMatching(sentence) });
  });
});

describe('nothing is recognised in a reply', () => {
  it.each<[string, Answered]>([
    ['with events', { body: { data: [event] } }],
    ['with items of both kinds', { body: { data: [summary, { ...summary, ...event }] } }],
    ['with an empty list', { body: { data: [] } }],
    ['whose data is null, and whose status is an error', { status: 500, body: { data: null } }],
    ['with a total alone', { body: { total: 1 } }],
    ['that is null', { body: null }],
    ['that is JSON but labelled as a page', { headers: html, body: { data: [] } }],
    ['with a server error', { status: 500, headers: html }],
    ['with a location that is no redirect', { status: 201, headers: { location: '/elsewhere' } }],
    ['that redirects nowhere', { status: 302 }],
    ['that redirects to an invalid URL', { status: 302, headers: { location: 'http://' } }],
    ['that redirects to an app', { status: 302, headers: { location: 'mailto:ada@server.test' } }],
    ['with a status after the redirects', { status: 400, headers: { location: '/elsewhere' } }],
  ])('%s', (_, answered) => {
    expect(recognise(answered)).toBeUndefined();
  });

  it('that never arrives', () => {
    const request = { method: 'GET', url: URL_ASKED, headers: {}, credential: undefined, isOdd: false };
    expect(findMisunderstanding({ request, fault: { kind: 'timeout', message: '' } }, undefined)).toBeUndefined();
  });
});
