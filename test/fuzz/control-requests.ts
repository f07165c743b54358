import fc from 'fast-check';
import { bodyOf, none } from './bodies.ts';
import { extras, hosts, ownHost } from './headers.ts';
import type { Header, Request } from './request.ts';
import { queries } from './targets.ts';
import { toRequest, versions } from './to-request.ts';

const CONTROL_READS = [
  ...['health', 'projects', 'users', 'events', 'snapshot', 'scenarios', 'faults', 'clock', 'requests', 'openapi.json'],
  ...['', 'nothing', '../api/app', '%2e%2e/', 'faults/1', 'scenarios/slow', 'requests/', '/health'],
];
const controlQueries = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '',
      '?limit=1',
      '?limit=-1',
      '?limit=1e9&limit=2',
      '?userId=ada',
      '?search=%',
      '?after=x',
    ),
  },
  queries,
);
const controlPaths = (names: readonly string[]) =>
  fc.tuple(fc.constantFrom(...names), controlQueries).map(([name, query]) => `/__kit/${name}${query}`);

/** Requests that read through the control API. */
export const controlReads = fc
  .record({
    method: fc.constantFrom('GET', 'GET', 'HEAD', 'OPTIONS', 'TRACE'),
    target: controlPaths(CONTROL_READS),
    version: versions,
    groups: fc.tuple(hosts, extras),
    body: none,
  })
  .map(toRequest);

const writes = fc.constantFrom(
  ...(['POST record', 'POST reset', 'PUT snapshot', 'PUT scenarios/outage', 'POST faults', 'PATCH clock'] as const),
);
const JSON_TYPE: Header = ['Content-Type', 'application/json'];
const BAD_JSON = [
  ...['{', '[', '"', '{"a":1,}', 'nul', '\xef\xbb\xbf[1]', '\xff\xfe', '{"userId":"\\ud800"', '01', '1e', '{}{}', '\0'],
  ...[
    '[1]',
    '1e400',
    '"x"',
    'null',
    '{"x":1}',
    '{"__proto__":{"userId":1},"x":1}',
    '[{}]',
    '{"userId":"","events":[],"x":0}',
  ],
  ...[
    '{"advance":"1000000d","x":1}',
    '{"speed":-1,"advance":-1}',
    '{"version":9e99,"recorded":[{}]}',
    '{"status":200}',
  ],
  ...['{"userId":"a","events":[{"type":"LOCATION","path":1}]}', '{"userId":"a","events":[{"type":"x"}]}'],
];
const badJson = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...BAD_JSON) },
  fc.nat(2_000).map((depth) => `{"userId":${'['.repeat(depth)}`),
  fc.nat(900).map((depth) => `{"userId":${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}}`),
  fc.integer({ min: 4_000, max: 9_000 }).map((length) => `{"userId":"${'u'.repeat(length)}"}`),
);
/** Asks to change the state, with a body that cannot; one that is empty could. */
export const badWrites = fc
  .tuple(
    writes,
    ownHost,
    badJson.chain((text) => bodyOf(fc.constant(text))),
    versions,
  )
  .map(([write, host, body, version]): Request => {
    const [method = '', path] = write.split(' ');
    return { method, target: `/__kit/${path}`, version, headers: [...host, JSON_TYPE], body };
  });

const GUARDED: readonly Header[][] = [
  [['Host', '127.0.0.1'], JSON_TYPE, ['Origin', 'http://evil.example']],
  [['Host', '127.0.0.1'], JSON_TYPE, ['Origin', 'null']],
  [['Host', '127.0.0.1'], JSON_TYPE, ['Sec-Fetch-Site', 'cross-site']],
  [
    ['Host', '127.0.0.1'],
    ['Content-Type', 'text/plain'],
  ],
  [
    ['Host', '127.0.0.1'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
  ],
  [['Host', '127.0.0.1'], JSON_TYPE, ['Content-Type', 'text/plain']],
  [['Host', '127.0.0.1']],
  [['Host', 'evil.example'], JSON_TYPE],
  [['Host', '127.0.0.1'], ['Host', 'evil.example'], JSON_TYPE],
];
/** Would change the state, and comes as a page of another site can send it. */
export const foreignWrites = fc
  .tuple(fc.constantFrom('POST reset', 'PUT scenarios/outage'), fc.constantFrom(...GUARDED), versions)
  .chain(([write, headers, version]) => {
    const [method = '', path] = write.split(' ');
    return bodyOf(fc.constant('{}')).map(
      (body): Request => ({ method, target: `/__kit/${path}`, version, headers, body }),
    );
  });
