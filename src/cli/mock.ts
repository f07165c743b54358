import { Command, Option } from 'commander';
import type { CorsPolicy } from '../adapters/cors.ts';
import { serve } from '../adapters/node.ts';
import { createMock } from '../mock.ts';
import { parseOptions } from '../options.ts';
import { recordFixtures } from './fixtures.ts';
import { collect, keysFrom, wholeNumber } from './flags.ts';
import { writeGreeting, writeUsers } from './greeting.ts';
import { corsPolicy, instant, today } from './mock-flags.ts';

interface MockFlags {
  readonly port: number;
  readonly host: string;
  readonly seed: string;
  readonly now?: number;
  readonly users: number;
  readonly key?: readonly string[];
  readonly project?: readonly string[];
  readonly inputEvents?: boolean;
  readonly window: 'event' | 'session';
  readonly cors: CorsPolicy;
  readonly fixture?: readonly string[];
}

const EXAMPLES = `
Examples:
  $ openreplay-kit mock
  $ openreplay-kit mock --port 0 --users 1000 --seed demo --now 2026-01-31
  $ openreplay-kit mock --key MyKey --project shop --project blog --cors https://shop.example.org
  $ openreplay-kit mock --fixture visit.json

A fixture is one visit or an array of visits; what is left out is filled in:
  {"userId": "ada@example.org", "events": [{"type": "LOCATION", "path": "/pricing/"}]}`;

/** How long the mock is left alone after it listens before it looks up users to print. */
const USERS_DELAY_MS = 250;

/** Builds `openreplay-kit mock`. */
export function mockCommand(): Command {
  const defaults = parseOptions({});
  return new Command('mock')
    .description("Serves a stateful mock of OpenReplay's user-sessions API until stopped.")
    .option('-p, --port <number>', 'port to listen at; 0 takes a free one', wholeNumber, 4010)
    .option('--host <address>', 'address to listen at', '127.0.0.1')
    .option('--seed <seed>', 'number or text that the generated world grows from', String(defaults.seed))
    .option('--now <instant>', 'where generated history ends, epoch ms or ISO date (default: today 00:00 UTC)', instant)
    .option('--users <number>', 'generated users per project', wholeNumber, defaults.users)
    .option('--key <key>', `API key to take, repeatable (env: OPENREPLAY_API_KEY, default: ${defaults.keys})`, collect)
    .option('--project <key>', `project to serve, repeatable (default: ${defaults.projects}, the documented)`, collect)
    .option('--input-events', 'generate INPUT events too, and take them in fixtures')
    .addOption(
      new Option('--window <mode>', 'what the dates keep: events by time, or sessions by start')
        .choices(['event', 'session'])
        .default(defaults.window),
    )
    .addOption(
      new Option('--cors <policy>', 'which pages may read replies: loopback, *, off, or origins joined by commas')
        .argParser(corsPolicy)
        .default('loopback'),
    )
    .option('--fixture <file>', 'JSON file of visits to record at start, repeatable', collect)
    .addHelpText('after', EXAMPLES)
    .action(serveMock);
}

async function serveMock(flags: MockFlags): Promise<void> {
  const { seed, users, window, inputEvents = false, now = today(), key, project, fixture = [] } = flags;
  const given = { ...parseOptions({}), seed, now, users, window, inputEvents };
  const mock = createMock({
    ...given,
    keys: keysFrom(key) ?? given.keys,
    projects: project ?? given.projects,
  });
  const recorded = await recordFixtures(mock, fixture);
  const stopped = untilStopped();
  const { url, close } = await serve(mock, { port: flags.port, host: flags.host, cors: flags.cors });
  console.log(await writeGreeting(mock, url, recorded));
  // finding users loads the generator, which would hold up the first replies
  const timer = setTimeout(async () => console.log(`\n${await writeUsers(mock, recorded)}`), USERS_DELAY_MS);
  await stopped;
  clearTimeout(timer);
  await close();
}

/** A second signal finds no listener and ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
