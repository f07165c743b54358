import { Command, Option } from 'commander';
import { V1_RELEASES } from '../api/v1/release.ts';
import { LOCALES } from '../data/model/locales.ts';
import { parseServeOptions } from '../hosts/serve-options.ts';
import { SCENARIO_NAMES } from '../kit/scenario.ts';
import { parseOptions } from '../mock/options.ts';
import { collectFault } from './fault-flag.ts';
import { collect, wholeNumber } from './flags.ts';
import { collectApis, collectScenario, corsPolicy, instant, latency, speed, workerCount } from './mock-flags.ts';
import { serveMock } from './serve-mock.ts';

const EXAMPLES = `
Examples:
  $ openreplay-kit mock
  $ openreplay-kit mock --port 0 --users 1000 --seed demo --now 2026-01-31 --locale de
  $ openreplay-kit mock --live --speed 60 --state state.jsonl
  $ openreplay-kit mock --scenario flaky --latency 100-900
  $ openreplay-kit mock --fault status=503,retryAfterSeconds=30,rate=0.2
  $ openreplay-kit mock --key MyKey --project shop --project blog --cors https://shop.example.org
  $ openreplay-kit mock visit.json
  $ openreplay-kit mock --site site.json

A fixture is one visit or an array of visits; missing fields are filled in:
  {"userId": "ada@example.org", "events": [{"type": "LOCATION", "path": "/pricing/"}]}

A site is a host and its pages; missing fields are derived from the paths:
  {"host": "bank.example.com", "pages": ["/", "/login/", "/accounts/", "/accounts/{id}/"]}

Scenarios: ${SCENARIO_NAMES.join(', ')}.`;

/** Builds `openreplay-kit mock`. */
export function mockCommand(): Command {
  const defaults = parseOptions({});
  const { limits } = parseServeOptions({});
  return new Command('mock')
    .description("Serves a stateful mock of OpenReplay's user-sessions API until stopped.")
    .argument('[visits...]', 'JSON files of visits to record at start, the same as --fixture')
    .option('-p, --port <number>', 'port to listen on; 0 picks a free one', wholeNumber, 4010)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--seed <seed>', 'number or text that determines the generated data', String(defaults.seed))
    .option(
      '--now <instant>',
      'where generated history ends, epoch ms or ISO date (default: the current minute)',
      instant,
    )
    .option('--users <number>', 'generated users per project', wholeNumber, defaults.users)
    .option('--no-documented-user', 'leave out the user of the documentation')
    .addOption(
      new Option('--locale <locale>', 'language of the site and its visitors')
        .choices(LOCALES)
        .default(defaults.locale),
    )
    .option('--site <file>', 'JSON file of the site that people walk through (default: a shop)')
    .option('--stored <file>', 'JSON file with rows of a real v2 server, which v2 then also serves')
    .option(
      '--key <key>',
      `API key to accept, repeatable (env: OPENREPLAY_API_KEY, default: ${defaults.keys})`,
      collect,
    )
    .option(
      '--project <key>',
      `project to serve, repeatable (default: ${defaults.projects}, the documented one, and those of --stored)`,
      collect,
    )
    .option('--api <names>', 'API to serve, repeatable: documented, v1, v2 (default: all)', collectApis)
    .addOption(
      new Option('--v1-release <release>', 'release whose v1 to serve: 1.10 of 2023, or the last one that has v1')
        .choices(V1_RELEASES)
        .default(defaults.v1Release),
    )
    .option('--input-events', 'generate INPUT events too, and accept them in fixtures')
    .addOption(
      new Option('--window <mode>', 'what the dates filter: events by time, or sessions by start')
        .choices(['event', 'session'])
        .default(defaults.window),
    )
    .addOption(
      new Option('--cors <policy>', 'which pages may read replies: loopback, *, off, or origins joined by commas')
        .argParser(corsPolicy)
        .default('loopback'),
    )
    .option('--fixture <file>', 'JSON file of visits to record at start, repeatable', collect)
    .option(
      '--state <place>',
      'file that keeps what is recorded across restarts, created if missing; or redis://host:6379/0?prefix=kit (rediss: for TLS; env: OPENREPLAY_KIT_REDIS_USER, OPENREPLAY_KIT_REDIS_PASSWORD), where any number of mocks share all state',
    )
    .option('--live', 'people keep visiting while the mock runs')
    .option('--speed <number>', 'how fast the clock runs with --live (default: 1)', speed)
    .option('--scenario <name>', 'scenario to switch on, repeatable', collectScenario)
    .option(
      '--latency <ms>',
      'delay replies, in ms: 250, 100-900, or 200/800/3000 for the 50th/90th/99th percentile',
      latency,
    )
    .option(
      '--fault <fields>',
      'fault to inject, repeatable: status=503,rate=0.2 or drop,times=3 or cut=0.5,userId=ada@example.org',
      collectFault,
    )
    .option(
      '--config <file>',
      'JSON file whose `mock` part holds these flags in camel case; the command line takes precedence',
    )
    .option('--watch', 'reload fixtures, site and config when they change')
    .option('--log', 'print a line for each request (the default on a terminal)')
    .option('--no-log', 'print no such lines')
    .option('--workers <number>', 'processes that answer requests', workerCount, 1)
    .option(
      '--control-key <key>',
      'key that /__kit/ requires; without one, only this machine may use it (env: OPENREPLAY_KIT_CONTROL_KEY)',
    )
    .option('--no-control', 'do not serve /__kit/ and the studio')
    .option('--max-header <bytes>', 'largest request line with headers', wholeNumber, limits.headerBytes)
    .option('--max-body <bytes>', 'largest body sent to /__kit/, such as a snapshot', wholeNumber, limits.bodyBytes)
    .option('--max-items <number>', 'most list items in such a body', wholeNumber, limits.bodyItems)
    .option('--max-text <bytes>', 'longest text in such a body', wholeNumber, limits.textBytes)
    .option(
      '--request-timeout <ms>',
      'time for a request to arrive in full, or for a reply to make progress',
      wholeNumber,
      limits.requestMs,
    )
    .option('--idle-timeout <ms>', 'time that a connection may stay open without a request', wholeNumber, limits.idleMs)
    .option('--max-connections <number>', 'simultaneous connections of each worker', wholeNumber, limits.connections)
    .addHelpText('after', EXAMPLES)
    .action(serveMock);
}
