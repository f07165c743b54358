import { beforeAll, describe, expect, it } from 'vitest';
import { FAMILIES } from '../../src/self-test/families.ts';
import { type Subject, tryRight } from '../../src/self-test/trial.ts';

describe.each(FAMILIES.map(({ face, right }) => ({ api: face.api, face, right })))('$api', ({ face, right }) => {
  let subject: Subject;

  beforeAll(async () => {
    subject = { face, right: await face.createServer() };
  });

  it.each(right.map((variant) => [variant.name, variant] as const))('nothing is wrong where %s', async (_, variant) => {
    expect((await tryRight(subject, variant)).alarms).toEqual([]);
  });
});
