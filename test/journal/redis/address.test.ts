import { expect, test } from 'vitest';
import { OptionError } from '../../../src/index.ts';
import { isRedisUrl, readAddress } from '../../../src/journal/redis/address.ts';

test('a URL names host, port, database and prefix, of which only the host is required', () => {
  expect(readAddress('redis://redis.example.org:6380/3?prefix=kit')).toMatchObject({
    host: 'redis.example.org',
    port: 6380,
    database: 3,
    prefix: '{kit}',
    isEncrypted: false,
    name: 'redis://redis.example.org:6380/3?prefix=kit',
  });
  expect(readAddress('rediss://[::1]')).toMatchObject({
    host: '::1',
    port: 6379,
    database: 0,
    prefix: '{openreplay-kit}',
    isEncrypted: true,
    name: 'rediss://[::1]:6379/0?prefix=openreplay-kit',
  });
});

test('with a primary, the host is a sentinel, and further ones may be named', () => {
  const url = 'redis://one/2?primary=kit-1&sentinel=two:26380&sentinel=[::1]&prefix=kit';
  expect(readAddress(url)).toMatchObject({
    primary: 'kit-1',
    sentinels: [
      { host: 'one', port: 26_379 },
      { host: 'two', port: 26_380 },
      { host: '::1', port: 26_379 },
    ],
    database: 2,
    name: 'redis://one:26379/2?primary=kit-1&sentinel=two:26380&sentinel=[::1]&prefix=kit',
  });
  expect(readAddress('redis://one')).toMatchObject({ primary: undefined, sentinels: [] });
});

test.each([
  'redis://one?sentinel=two',
  'redis://one?primary=',
  'redis://one?primary=a%20b',
  'redis://one?primary=kit&sentinel=ada:Secret1@two',
  'redis://one?primary=kit&sentinel=two/3',
  'redis://one?primary=kit&sentinel=',
])('an invalid sentinel is refused: %s', (url) => {
  expect(() => readAddress(url)).toThrow(/^Failed to open the state in Redis: (?:sentinel|primary) (?!.*Secret1)/);
});

test.each([
  'redis://',
  'http://localhost',
  'redis://localhost/zero',
  'redis://localhost/0?prefix=',
  'redis://localhost/0?prefix={kit}',
  'redis://localhost/0?db=1',
  'redis://localhost/0#kit',
  'redis://local host/',
])('%s is refused with an example', (url) => {
  expect(() => readAddress(url)).toThrow(OptionError);
  expect(() => readAddress(url)).toThrow(
    /^Failed to open the state in Redis: .*(redis:\/\/localhost:6379\/0\?prefix=kit|prefix must be)/,
  );
});

test.each([
  'redis://kit:Secret1@localhost/',
  'redis://:Secret1@localhost/',
  'rediss://kit:Secret1@@/x',
  'redis://Secret1@h',
])('a URL with a password or user is refused without showing it: %#', (url) => {
  let message = '';
  try {
    readAddress(url);
  } catch (error) {
    message = String(error);
  }
  expect(message).toMatch(/^OptionError: Failed to open the state in Redis/);
  expect(message).not.toContain('Secret1');
});

test('only such URLs are recognized, and not file names', () => {
  expect(['redis://h', 'rediss://h', 'REDIS:x'].map(isRedisUrl)).toEqual([true, true, true]);
  expect(['state.jsonl', './redis:', 'valkey.json', 'C:\\redis'].map(isRedisUrl)).toEqual([false, false, false, false]);
});
