import { expect } from 'vitest';
import { DOCUMENTED_EVENTS, sessionsReplySchema } from '../../../src/api/index.ts';
import { freePort } from '../free-port.ts';
import { onlyOnce, type Places, type Runs } from '../places.ts';
import { snippet } from '../readme.ts';
import { whileRunning } from '../shell.ts';
import { suiteRun } from './suites.ts';

const PATH = '/api/app/3sWXSsqHgSKnE87YkNJK/users/mickael@openreplay.com/sessions';
const headers = { Authorization: 'DevKeyOpenReplayKit1' };

// both at the one port that the script has
const documented = onlyOnce(async ({ checkout }: Places) => {
  expect(await replyOf(checkout, snippet('prism'))).toEqual({ data: DOCUMENTED_EVENTS });
});

/** Runs the blocks about Prism. */
export const prismRuns: Runs = {
  prism: documented,

  async 'prism-dynamic'(places) {
    await documented(places);
    const reply = await replyOf(places.checkout, snippet('prism-dynamic'));
    expect(sessionsReplySchema.parse(reply)).not.toEqual({ data: DOCUMENTED_EVENTS });
  },

  async 'prism-file'({ project }) {
    const script = snippet('prism-file').replace('--port 4011', `--port ${await freePort()}`);
    expect(await replyOf(project, script)).toEqual({ data: DOCUMENTED_EVENTS });
  },

  async 'prism-proxy'({ project, mockUrl }) {
    const script = snippet('prism-proxy')
      .replace('--port 4012', `--port ${await freePort()}`)
      .replace('http://127.0.0.1:4010', new URL(mockUrl).origin);
    expect(await replyOf(project, script)).toEqual({ data: DOCUMENTED_EVENTS });
  },

  'prism-test': suiteRun('prism-test'),
};

async function replyOf(cwd: string, script: string): Promise<unknown> {
  let body: unknown;
  await whileRunning(script, { cwd, pattern: /is listening on (http:\S+)/ }, async ([, url]) => {
    body = await (await fetch(url + PATH, { headers })).json();
  });
  return body;
}
