import { Command } from 'commander';
import type { Explanation } from '../self-test/explain.ts';
import { toSentence } from '../shared/sentence.ts';
import { Exit } from './exit.ts';
import { print } from './print.ts';

const EXAMPLES = `
Examples:
  $ openreplay-kit explain WINDOW-02
  $ openreplay-kit explain AUTH-01 ROBUST-06`;

/** Builds the command that explains requirements. */
export function explainCommand(): Command {
  return new Command('explain')
    .description(
      'Explains a requirement: where it comes from, a reply that meets it, and what verify reports about servers that do not.',
    )
    .argument('<id...>', 'IDs of requirements, as verify prints them')
    .addHelpText('after', EXAMPLES)
    .action(async (ids: readonly string[]) => {
      const { explain } = await import('../self-test/explain.ts');
      for (const id of ids) {
        const explanation = await explain(id).catch((error: unknown) => {
          if (error instanceof RangeError) throw new Exit(2, toSentence(`Failed to explain: ${error.message}`));
          throw error;
        });
        print(...toLines(explanation));
      }
    });
}

function toLines({ requirement, kept, broken, causes }: Explanation): string[] {
  const { id, level, title, source, needs } = requirement;
  return [
    `${id} ${level} ${title}`,
    '',
    `Source: ${source}`,
    level === 'MUST'
      ? 'A server that does not meet it fails the run.'
      : 'A server that does not meet it fails a --strict run only.',
    ...(needs === undefined ? [] : [`It checks every reply of the run, and needs ${needs}.`]),
    ...(kept ? ['', 'A server that meets it, for example:', `  ${kept.request}`, `  ${kept.reply}`] : []),
    ...broken.flatMap(({ mistake, result: { diagnosis, expected, received } }) => [
      '',
      `One that does not: ${mistake}`,
      ...(diagnosis === undefined ? [] : [`  ${diagnosis}`]),
      `  Expected: ${expected}`,
      `  Received: ${received}`,
    ]),
    ...(causes.length === 0 ? [] : ['', 'Usual causes:']),
    ...causes.map(({ stack, cause }) => `- ${stack}: ${cause}`),
    '',
  ];
}
