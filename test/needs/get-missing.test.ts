import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../support/files.ts';
import { FailedWays } from './failed-ways.ts';
import { getMissing } from './get-missing.ts';
import type { Need, Way } from './need.ts';

/** A machine on which a need is met when `there` says so; it notes which ways were tried. */
function makeMachine(there: string | undefined, ways: readonly Pick<Way, 'doing' | 'get'>[], now?: () => number) {
  const machine = { there, tried: [] as string[], said: '' };
  const need: Need = {
    name: 'Chromium',
    find() {
      if (machine.there === undefined) throw new Error('No Chromium was found.');
      return machine.there;
    },
    ways: ways.map(({ doing, get }) => ({
      doing,
      isOpen: () => doing !== 'what only others can do',
      async get() {
        machine.tried.push(doing);
        await get();
      },
    })),
  };
  const file = join(makeFolder(), 'cache', 'failed-ways.json');
  const run = () => {
    machine.tried = [];
    machine.said = '';
    return getMissing(need, {
      failedWays: new FailedWays(file, now),
      say: (text) => {
        machine.said += text;
      },
    });
  };
  return { machine, run };
}

const offline = {
  doing: 'downloading it',
  get: () => Promise.reject(new Error('getaddrinfo ENOTFOUND cdn.test')),
};

describe('getMissing', () => {
  it('gets nothing when it is already there', async () => {
    const { machine, run } = makeMachine('/usr/bin/chromium', [offline]);
    await run();
    expect(machine).toMatchObject({ tried: [], said: 'Chromium: /usr/bin/chromium\n' });
  });

  it('takes the first way that works, and says so in one line', async () => {
    const install = {
      doing: 'installing it',
      async get() {
        machine.there = '/usr/bin/chromium';
      },
    };
    const { machine, run } = makeMachine(undefined, [
      offline,
      { ...offline, doing: 'what only others can do' },
      install,
    ]);
    await run();
    expect(machine.tried).toEqual(['downloading it', 'installing it']);
    expect(machine.said).toBe(
      'No Chromium here: downloading it... failed (getaddrinfo ENOTFOUND cdn.test); installing it... /usr/bin/chromium\n',
    );
  });

  it('does not fail when no way works', async () => {
    const { machine, run } = makeMachine(undefined, [offline]);
    await run();
    expect(machine.said).toBe(
      'No Chromium here: downloading it... failed (getaddrinfo ENOTFOUND cdn.test); tests that need it will fail.\n',
    );
  });

  it('goes on when a way claims to have worked but nothing is there', async () => {
    const nothing = { doing: 'installing a hint', async get() {} };
    const { machine, run } = makeMachine(undefined, [nothing, offline]);
    await run();
    expect(machine.tried).toEqual(['installing a hint', 'downloading it']);
    expect(machine.said).toContain('installing a hint... failed (it left none that runs); ');
  });

  it('tries a way that failed again after an hour, not before', async () => {
    let now = 0;
    const { machine, run } = makeMachine(undefined, [offline], () => now);
    await run();
    now = 3_599_999;
    await run();
    expect(machine.tried).toEqual([]);
    expect(machine.said).toBe(
      'No Chromium here: downloading it... failed less than an hour ago; tests that need it will fail.\n',
    );
    now = 3_600_000;
    await run();
    expect(machine.tried).toEqual(['downloading it']);
  });
});
