import { describe, expect, it } from 'vitest';
import { namesCoding, takesCoding } from '../../../src/contract/reading/accept-encoding.ts';

describe('takesCoding', () => {
  it.each([
    ['gzip', 'gzip', true],
    ['gzip', 'br', false],
    ['GZip;q=1', 'gzip', true],
    ['gzip;q=0, identity', 'gzip', false],
    ['gzip; q=0.0', 'gzip', false],
    ['gzip;q=0.001', 'gzip', true],
    ['*', 'br', true],
    ['*;q=0', 'identity', false],
    ['identity, *;q=0', 'identity', true],
    ['identity, *;q=0', 'gzip', false],
    ['gzip', 'identity', true],
    ['', 'identity', true],
  ])('"%s" and %s: %s', (accepted, coding, expected) => {
    expect(takesCoding(accepted, coding)).toBe(expected);
  });
});

describe('namesCoding', () => {
  it.each([
    ['gzip, br;q=0.5', 'br', true],
    ['gzip;q=0', 'gzip', true],
    ['identity', 'gzip', false],
    ['*', 'gzip', true],
    ['*', '*', false],
    ['*', 'utf-8', false],
    ['gzip', 'identity', true],
  ])('"%s" and %s: %s', (accepted, coding, expected) => {
    expect(namesCoding(accepted, coding)).toBe(expected);
  });
});
