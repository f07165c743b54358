import { Command, Option } from 'commander';
import { API_IDS } from '../api/ids.ts';
import { READING_NAMES } from '../contract/reading/window-reading.ts';
import { collect, positiveNumber, wholeNumber } from './flags.ts';
import type { VerifyFlags } from './verify-flags.ts';

const EXAMPLES = `
Examples:
  $ OPENREPLAY_API_KEY=... openreplay-kit verify https://openreplay.example.com/api/app \\
      --project 3sWXSsqHgSKnE87YkNJK --user mickael@openreplay.com
  $ openreplay-kit verify http://127.0.0.1:4010/api/app --reporter pretty --reporter junit=report.xml
  $ openreplay-kit verify URL --only WINDOW --skip WINDOW-09 --seed 42

Exit codes: 0 met, 1 a MUST is not met, 2 the run could not be done (1 if both apply), 130 after Ctrl+C.`;

/** Builds the command that checks a server. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('Checks that a server meets the contract of the API.')
    .argument('[url]', "the API's base up to and including /api/app, /api/v1 or /v2/api/public")
    .addOption(new Option('--api <api>', 'which API the server must speak (default: detected)').choices(API_IDS))
    .option('--project <key>', 'project key; optional for a mock on this machine')
    .option(
      '--user <id>',
      'user ID, best with events in several sessions, repeatable; optional for a mock on this machine',
      collect,
    )
    .option(
      '--key <key>',
      'valid API key (default: $OPENREPLAY_API_KEY, or the development key for a mock on this machine)',
    )
    .addOption(new Option('--key-file <file>', 'file that holds the API key, instead of --key').conflicts('key'))
    .option('--other-key <key>', 'valid key of another organization (default: $OPENREPLAY_OTHER_API_KEY)')
    .option('--other-project <key>', 'second project of the same key')
    .option('--empty-user <id>', 'user known to have no events')
    .option(
      '--config <file>',
      'JSON file that holds these flags in camel case, and the url; the command line takes precedence',
    )
    .addOption(
      new Option('--window <reading>', 'what the dates must filter (default: detected)').choices(READING_NAMES),
    )
    .option('--reporter <name[=file]>', 'pretty, json, junit, github, markdown or html; repeatable', collect)
    .option('--verbose', 'print a line for each requirement')
    .addOption(new Option('--quiet', 'print only what is not met, and the counts').conflicts('verbose'))
    .option('--output <file>', 'file for the first reporter without one, instead of stdout')
    .option('--har <file>', 'file that keeps every exchange of the run (HTTP Archive), keys masked')
    .option('--only <id>', 'requirement or group to check, in capitals, repeatable', collect)
    .option('--skip <id>', 'requirement or group to leave out, in capitals, repeatable', collect)
    .addOption(new Option('--level <level>', 'MUST leaves out the SHOULD requirements').choices(['MUST', 'SHOULD']))
    .option('--fail-fast', 'end the run at the first MUST that is not met')
    .option('--known <file>', 'JSON file of known failures: they do not fail the run until one of them is met again')
    .option('--update-known', 'write what is not met now to the --known file')
    .option('--strict', 'fail the run for a SHOULD that is not met, too')
    .option('--seed <n>', 'repeat the random choices of an earlier run', wholeNumber)
    .addOption(
      new Option('--depth <depth>', 'how much to ask: quick takes fewer than 100 requests, deep up to 3000').choices([
        'quick',
        'normal',
        'deep',
      ]),
    )
    .option('--runs <n>', 'random windows per property (default: 12; 4 when quick, 150 when deep)', wholeNumber)
    .option('--wait <time>', 'how long to wait for the server to start answering, such as 60s')
    .option('--timeout <ms>', 'time limit of one request (default: 5000)', wholeNumber)
    .option('--deadline <time>', 'time limit of the whole run, such as 90s or 5m (default: 15m)')
    .option('--max-reply <bytes>', 'largest reply that is read (default: 8388608)', wholeNumber)
    .option('--rate <n>', 'requests per second at most', positiveNumber)
    .option('--max-requests <n>', 'requests at most (default: 2000; 6000 when deep)', wholeNumber)
    .option('--header <name: value>', 'header to add to each request, repeatable', collect)
    .option('--ca <file>', 'PEM file of a private certificate authority')
    .option('--insecure', 'accept any certificate')
    .option('--unsafe-methods', 'also send POST, PUT, PATCH and DELETE, to a user that does not exist')
    .option('--key-in-url', 'also try the key in the query (default: only for this machine)')
    .addHelpText('after', EXAMPLES)
    .action(async (url: string | undefined, flags: VerifyFlags) => {
      const { runVerify } = await import('./verify-run.ts');
      await runVerify(url, flags);
    });
}
