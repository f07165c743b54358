import { Command } from 'commander';
import { addServerFlags, type ServerFlags } from './server-flags.ts';

const EXAMPLES = `
Examples:
  $ OPENREPLAY_API_KEY=... openreplay-kit record https://openreplay.example.com/api/app \\
      --project 3sWXSsqHgSKnE87YkNJK --user ada@example.org --user ben@example.org --output fixture.json
  $ openreplay-kit mock --fixture fixture.json --users 0

What is personal is replaced: IDs, values in paths and queries, what was typed, labels that may be names. After an
interruption the same command goes on from FILE.partial.`;

/** Builds `openreplay-kit record`. */
export function recordCommand(): Command {
  const command = new Command('record')
    .description('Copies sessions of users from a server into a fixture, anonymous unless told otherwise.')
    .argument('<url>', "the API's base up to and including /api/app, /api/v1 or /v2/api/public")
    .requiredOption('-o, --output <file>', 'fixture to write');
  return addServerFlags(command)
    .addHelpText('after', EXAMPLES)
    .action(async (url: string, flags: ServerFlags & { readonly output: string }) => {
      const { runRecord } = await import('./record-run.ts');
      await runRecord(url, flags);
    });
}
