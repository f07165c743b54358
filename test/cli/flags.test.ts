import { InvalidArgumentError } from 'commander';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { collectFault } from '../../src/cli/fault-flag.ts';
import { collect, keysFrom, wholeNumber } from '../../src/cli/flags.ts';
import { corsPolicy, instant, latency, presentMinute, speed, workerCount } from '../../src/cli/mock-flags.ts';

describe('a whole number', () => {
  test.each([
    ['0', 0],
    ['4010', 4010],
    ['007', 7],
    ['9007199254740991', 9007199254740991],
  ])('%j is read', (text, value) => {
    expect(wholeNumber(text)).toBe(value);
  });

  test.each(['', ' ', '12abc', 'abc', '-1', '+1', '1.5', '1e3', '0x10', '1_000', ' 1', '9007199254740992'])(
    '%j is refused',
    (text) => {
      expect(() => wholeNumber(text)).toThrow(InvalidArgumentError);
    },
  );
});

describe('an instant', () => {
  test.each([
    ['0', 0],
    ['1767225600000', 1_767_225_600_000],
    ['2026-01-01', 1_767_225_600_000],
    ['2026-01-01T00:00:00Z', 1_767_225_600_000],
    ['2026-01-01T01:00:00.500+01:00', 1_767_225_600_500],
    ['2026-01-01T00:00Z', 1_767_225_600_000],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
  ])('%j is read', (text, value) => {
    expect(instant(text)).toBe(value);
  });

  test.each([
    '',
    'yesterday',
    '2026-1-1',
    '2026-02-29',
    '2026-13-01',
    '2026-01-31T12:00:00',
    '01/02/2026',
    '-1',
    '1.5',
  ])('%j is refused', (text) => {
    expect(() => instant(text)).toThrow(InvalidArgumentError);
  });

  test('the current minute is given by its start', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 5, 15, 23, 59, 59, 999) });
    expect(presentMinute()).toBe(Date.UTC(2026, 5, 15, 23, 59));
    vi.useRealTimers();
  });
});

describe('a CORS policy', () => {
  test.each([
    ['loopback', 'loopback'],
    ['*', '*'],
    ['off', false],
    ['https://a.example', ['https://a.example']],
    ['https://A.example:443/,http://b.example:8080', ['https://a.example', 'http://b.example:8080']],
  ])('%j is read', (text, policy) => {
    expect(corsPolicy(text)).toEqual(policy);
  });

  test.each([
    '',
    'on',
    'a.example',
    'https://a.example/path',
    'https://a.example?x',
    'https://u@a.example',
    'https://a.example,',
    'file:///a',
    '*,https://a.example',
  ])('%j is refused', (text) => {
    expect(() => corsPolicy(text)).toThrow(InvalidArgumentError);
  });
});

describe('keys', () => {
  afterEach(() => vi.unstubAllEnvs());

  test('from the command line take precedence over the one from the environment', () => {
    vi.stubEnv('OPENREPLAY_API_KEY', 'env');
    expect([keysFrom(['a', 'b']), keysFrom(undefined)]).toEqual([['a', 'b'], ['env']]);
  });

  test('are undefined without either; an empty variable counts as none', () => {
    vi.stubEnv('OPENREPLAY_API_KEY', '');
    expect(keysFrom(undefined)).toBeUndefined();
  });
});

test('a repeated flag is collected in order', () => {
  expect(collect('b', collect('a'))).toEqual(['a', 'b']);
});

describe('a latency', () => {
  test.each([
    ['250', 250],
    ['100-900', { minMs: 100, maxMs: 900 }],
    ['200/800/3000', { p50Ms: 200, p90Ms: 800, p99Ms: 3000 }],
  ])('%j is read', (text, value) => {
    expect(latency(text)).toEqual(value);
  });

  test.each(['', '-1', '1.5', '100-', '1/2', '1/2/3/4', 'slow', '100 - 900'])('%j is refused', (text) => {
    expect(() => latency(text)).toThrow(InvalidArgumentError);
  });
});

describe('a fault', () => {
  test.each<[string, object]>([
    ['status=503,retryAfterSeconds=30,rate=0.2', { status: 503, retryAfterSeconds: 30, rate: 0.2 }],
    ['drop,times=3', { drop: true, times: 3 }],
    ['cut=0.5,userId=42', { cut: 0.5, userId: '42' }],
    ['latency=100-900,projectKey=shop', { latency: { minMs: 100, maxMs: 900 }, projectKey: 'shop' }],
    ['status=many,message=a=b', { status: 'many', message: 'a=b' }],
  ])('%j is read', (text, fault) => {
    expect(collectFault(text)).toEqual([fault]);
    expect(collectFault(text, [{ drop: true }])).toEqual([{ drop: true }, fault]);
  });

  test.each(['', 'slow', '=503', 'status=503,', 'latency=slow'])('%j is refused', (text) => {
    expect(() => collectFault(text)).toThrow(InvalidArgumentError);
  });
});

test('a speed is a number above 0', () => {
  expect(['1', '60', '0.5'].map(speed)).toEqual([1, 60, 0.5]);
  for (const text of ['0', '-1', '', 'fast', '1e3', '1000001', 'Infinity'])
    expect(() => speed(text)).toThrow(InvalidArgumentError);
});

test('there are 1 to 64 workers', () => {
  expect(['1', '64'].map(workerCount)).toEqual([1, 64]);
  for (const text of ['0', '65', 'two']) expect(() => workerCount(text)).toThrow(InvalidArgumentError);
});
