import { Command } from 'commander';
import { addServerFlags, type ServerFlags } from './server-flags.ts';

const EXAMPLES = `
Examples:
  $ openreplay-kit learn fixture.json state.jsonl run.har --output site.json
  $ openreplay-kit learn https://openreplay.example.com/api/app --project KEY --user ada@example.org --output site.json
  $ openreplay-kit mock --site site.json

The more people the sessions come from, the better: what only one person has is replaced.`;

/** Builds `openreplay-kit learn`. */
export function learnCommand(): Command {
  const command = new Command('learn')
    .description('Turns recorded sessions into a site. Generated people then walk through it as the real ones did.')
    .argument('<sources...>', "fixtures, snapshots, state files, HAR files, or the URL of a server's API")
    .requiredOption('-o, --output <file>', 'file to write the site to');
  return addServerFlags(command)
    .addHelpText('after', EXAMPLES)
    .action(async (sources: readonly string[], flags: ServerFlags & { readonly output: string }) => {
      const { runLearn } = await import('./learn-run.ts');
      await runLearn(sources, flags);
    });
}
