import { count } from '../shared/count.ts';
import { print } from './print.ts';
import { readServer } from './read-server.ts';
import type { ServerFlags } from './server-flags.ts';
import { writeWhole } from './write-whole.ts';

/** Copies sessions of a server into a fixture. */
export async function runRecord(url: string, flags: ServerFlags & { readonly output: string }): Promise<void> {
  const { visits, requests, done } = await readServer('record', url, flags, flags.output);
  const seen = visits.filter(({ events }) => events.length > 0);
  await writeWhole('fixture', flags.output, `${JSON.stringify(seen, null, 2)}\n`);
  await done();
  const events = seen.reduce((sum, visit) => sum + visit.events.length, 0);
  const hasInput = seen.some((visit) => visit.events.some(({ type }) => type === 'INPUT'));
  print(
    `Recorded ${count(seen.length, 'session')} with ${count(events, 'event')} into ${flags.output}, with ${count(requests, 'request')}.`,
    `Serve them: openreplay-kit mock ${flags.output} --users 0 --no-documented-user${hasInput ? ' --input-events' : ''}`,
  );
}
