import { createHash, randomBytes } from 'node:crypto';
import { finishVisits, openAnonymiser } from '../learn/learn.ts';
import { mergeVisits } from '../learn/read-content.ts';
import { ServerReader } from '../learn/server.ts';
import type { SeenVisit } from '../learn/visit.ts';
import { count } from '../shared/count.ts';
import { Exit } from './exit.ts';
import { openProgressLine } from './progress.ts';
import { type RecordedWindow, RecordingFile, type RecordingHeader } from './recording-file.ts';
import { type ServerFlags, toServer } from './server-flags.ts';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 180;

/** Anonymised sessions from a server, and a function that removes the file that kept them meanwhile. */
interface Reading {
  readonly visits: readonly SeenVisit[];
  readonly requests: number;
  readonly done: () => Promise<void>;
}

/** Where to keep what was read so far: in a file, or nowhere. */
interface Keeper {
  readonly header: RecordingHeader;
  readonly windows: readonly RecordedWindow[];
  add(window: RecordedWindow): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Reads the sessions of users from a server, window by window.
 *
 * @param output - The file next to which progress is kept, so that an interrupted run can continue.
 */
export async function readServer(
  attempt: string,
  url: string,
  flags: ServerFlags,
  output: string | undefined,
): Promise<Reading> {
  const { server, users } = await toServer(attempt, url, flags);
  const until = flags.until ?? Date.now();
  const begun: RecordingHeader = {
    url,
    project: server.projectKey,
    users: users.map((userId) => fingerprint(server.projectKey, userId)),
    since: flags.since ?? until - USUAL_DAYS * DAY_MS,
    until,
    windowMs: Math.max(1, flags.window) * DAY_MS,
    keep: [...(flags.keep ?? [])],
    seed: flags.seed ?? randomBytes(16).toString('hex'),
  };
  const keeper = output === undefined ? inMemory(begun) : await RecordingFile.open(output, begun, flags.seed);
  const { seed, since, until: end, windowMs } = keeper.header;
  const options = { seed, keep: flags.keep ?? [] };
  const anonymiser = await openAnonymiser(options);
  const line = openProgressLine();
  const interrupted = new AbortController();
  const stop = () => interrupted.abort();
  process.once('SIGINT', stop);
  let requests = 0;
  const onRequest = () => {
    requests += 1;
  };
  const reader = new ServerReader({ ...server, signal: interrupted.signal, onRequest });
  try {
    for (const [user, userId] of users.entries()) {
      const own = keeper.windows.filter((window) => window.user === user);
      const known = new Set<string>();
      let from = Math.max(since, ...own.map(({ to }) => to + 1));
      while (from <= end) {
        const to = Math.min(end, from + windowMs - 1);
        line.show(progressOf({ user, users: users.length, done: (from - since) / (end - since + 1), requests }));
        const visits = await reader.read({ userId, span: { from, to }, known });
        if (server.api !== 'documented') for (const { sessionId } of visits) known.add(String(sessionId));
        await keeper.add({ user, to, visits: visits.map((visit) => anonymiser.visit(visit)) });
        from = to + 1;
      }
    }
  } catch (error) {
    const isKept = output !== undefined && keeper.windows.length > 0;
    // a first try with a wrong flag must not bind the next one
    if (!isKept) await keeper.remove();
    if (!interrupted.signal.aborted) throw error;
    const kept = isKept ? ` What was read is in ${output}.partial: run the same command again to continue.` : '';
    throw new Exit(130, `Interrupted.${kept}`);
  } finally {
    process.off('SIGINT', stop);
    line.clear();
  }
  const merged = mergeVisits(keeper.windows.flatMap(({ visits }) => visits));
  return { visits: await finishVisits(merged, options), requests, done: () => keeper.remove() };
}

/** Identifies the users without their IDs, to recognise a run for the same ones. */
function fingerprint(...texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 8);
}

function inMemory(header: RecordingHeader): Keeper {
  const windows: RecordedWindow[] = [];
  return { header, windows, add: async (window) => void windows.push(window), remove: async () => {} };
}

const BAR = 20;

function progressOf({
  user,
  users,
  done,
  requests,
}: {
  user: number;
  users: number;
  done: number;
  requests: number;
}): string {
  const share = (user + done) / users;
  const filled = Math.round(share * BAR);
  const bar = '#'.repeat(filled) + '-'.repeat(BAR - filled);
  return `[${bar}] ${Math.floor(share * 100)} %, user ${user + 1} of ${users}, ${count(requests, 'request')}`;
}
