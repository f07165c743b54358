import { Command } from 'commander';
import { addServerFlags, type ServerFlags } from './server-flags.ts';

const EXAMPLES = `
Examples:
  $ OPENREPLAY_API_KEY=... openreplay-kit record https://openreplay.example.com/api/app \\
      --project 3sWXSsqHgSKnE87YkNJK --user ada@example.org --user ben@example.org --output fixture.json
  $ openreplay-kit mock --fixture fixture.json --users 0

Personal data is replaced: IDs, values in paths and queries, typed text, labels that may be names. If a recording is
interrupted, run the same command again: it continues from FILE.partial.`;

/** Builds `openreplay-kit record`. */
export function recordCommand(): Command {
  const command = new Command('record')
    .description('Copies sessions from a server into a fixture, anonymised unless you say otherwise.')
    .argument('<url>', "the API's base up to and including /api/app, /api/v1 or /v2/api/public")
    .requiredOption('-o, --output <file>', 'file to write the fixture to');
  return addServerFlags(command)
    .addHelpText('after', EXAMPLES)
    .action(async (url: string, flags: ServerFlags & { readonly output: string }) => {
      const { runRecord } = await import('./record-run.ts');
      await runRecord(url, flags);
    });
}
