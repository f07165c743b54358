import { randomBytes } from 'node:crypto';
import { anonymiseVisits, learnFrom } from '../learn/learn.ts';
import { mergeVisits, readContent } from '../learn/read-content.ts';
import type { SeenVisit } from '../learn/visit.ts';
import { count } from '../shared/count.ts';
import { Exit } from './exit.ts';
import { print } from './print.ts';
import { readJson, readText } from './read-file.ts';
import { readServer } from './read-server.ts';
import type { ServerFlags } from './server-flags.ts';
import { toEditableJson, writeWhole } from './write-whole.ts';

/** Learns a site from files and servers. */
export async function runLearn(
  sources: readonly string[],
  flags: ServerFlags & { readonly output: string },
): Promise<void> {
  const anonymous: (readonly SeenVisit[])[] = [];
  const raw: (readonly SeenVisit[])[] = [];
  for (const source of sources) {
    if (/^https?:\/\//i.test(source)) anonymous.push((await readServer('learn', source, flags, undefined)).visits);
    else raw.push(await readFileOf(source));
  }
  const seed = flags.seed ?? randomBytes(16).toString('hex');
  const replaced = await anonymiseVisits(raw.flat(), { seed, ...(flags.keep && { keep: flags.keep }) });
  const visits = [...anonymous.flat(), ...replaced];
  const site = await learnFrom(visits);
  if (!site) throw new Exit(2, `Failed to learn from ${sources.join(', ')}: it contains no page view.`);
  await writeWhole('site', flags.output, toEditableJson(site));
  const users = new Set(visits.map(({ userId }) => userId)).size;
  const events = visits.reduce((sum, visit) => sum + visit.events.length, 0);
  print(
    `Learnt ${count(site.pages.length, 'page')} of ${site.host} from ${count(events, 'event')} in ${count(visits.length, 'session')} of ${count(users, 'user')} into ${flags.output}.`,
    `Try it: openreplay-kit mock --site ${flags.output}`,
  );
}

async function readFileOf(file: string): Promise<readonly SeenVisit[]> {
  if ((await readText('source', file)).startsWith('{"format":"openreplay-kit state"')) return readState(file);
  const visits = readContent(await readJson('source', file));
  if (visits) return visits;
  throw new Exit(
    2,
    `Failed to learn from ${file}: it is not a fixture, snapshot, state file, HAR file or reply of the documented API.`,
  );
}

/** Opens a state file as a mock would: checked as a whole, and only if no other process has it open. */
async function readState(file: string): Promise<readonly SeenVisit[]> {
  const [{ openStateFile }, { createMock }] = await Promise.all([
    import('../journal/file/state-file.ts'),
    import('../mock/mock.ts'),
  ]);
  const state = await openStateFile(file);
  try {
    const text = await readText('state file', file);
    const projects = [...new Set(Array.from(text.matchAll(/"projectKey":"([^"\\]+)"/g), ([, key = '']) => key))];
    const mock = createMock({ users: 0, inputEvents: true, ...(projects.length > 0 && { projects }) });
    await mock.attach(state);
    return mergeVisits(readContent(mock.snapshot()) ?? []);
  } finally {
    await state.close();
  }
}
