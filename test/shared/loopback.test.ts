import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLoopback } from '../../src/shared/loopback.ts';

test.each([
  'localhost',
  'LOCALHOST',
  'shop.localhost',
  'a_b.shop-1.localhost',
  '127.0.0.1',
  '127.0.0.2',
  '127.255.255.255',
  '::1',
  '[::1]',
  '::ffff:127.0.0.1',
  '[::ffff:127.9.0.1]',
  new URL('http://[::ffff:127.0.0.1]/').hostname,
  new URL('http://[0:0:0:0:0:0:0:1]/').hostname,
])('%s is this machine', (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each([
  undefined,
  '',
  'localhost.example.org',
  'notlocalhost',
  '.localhost',
  'localhost:80',
  'a localhost',
  '127.0.0.1.example.org',
  '127.0.0',
  '127.0.0.256',
  '128.0.0.1',
  '0.0.0.0',
  '::',
  '::2',
  '::ffff:10.0.0.1',
  '::ffff:8000:1',
  '[localhost]',
  '[127.0.0.1]',
])('%s is not', (host) => {
  expect(isLoopback(host)).toBe(false);
});

test('the only IPv4 addresses of this machine are those that begin with 127, however they are written', () => {
  const law = fc.property(fc.ipV4(), (address) => {
    const isOwn = address.startsWith('127.');
    expect(isLoopback(address)).toBe(isOwn);
    expect(isLoopback(`::ffff:${address}`)).toBe(isOwn);
    expect(isLoopback(new URL(`http://[::ffff:${address}]/`).hostname)).toBe(isOwn);
  });
  fc.assert(law, { examples: [['127.0.0.1'], ['127.200.1.9']] });
});
