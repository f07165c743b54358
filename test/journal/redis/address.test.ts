import { expect, test } from 'vitest';
import { OptionError } from '../../../src/index.ts';
import { isRedisUrl, readAddress } from '../../../src/journal/redis/address.ts';

test('a URL names host, port, database and prefix, and each but the host may be left out', () => {
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

test('only such URLs are taken for one, and not names of files', () => {
  expect(['redis://h', 'rediss://h', 'REDIS:x'].map(isRedisUrl)).toEqual([true, true, true]);
  expect(['state.jsonl', './redis:', 'valkey.json', 'C:\\redis'].map(isRedisUrl)).toEqual([false, false, false, false]);
});
