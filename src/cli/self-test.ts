import { Command, Option } from 'commander';
import { API_IDS } from '../api/ids.ts';
import type { ApiId, Depth } from '../contract/index.ts';
import type { SelfTestEvent, SelfTestResult } from '../self-test/self-test.ts';
import { Exit } from './exit.ts';
import { collect } from './flags.ts';
import { print } from './print.ts';

const EXAMPLES = `
Examples:
  $ openreplay-kit self-test
  $ openreplay-kit self-test --api v2 --only WINDOW --verbose
  $ openreplay-kit self-test --whole --reporter json

Exit code: 1 if a broken server goes unnoticed, a correct one is reported, or a requirement notices nothing; else 0.`;

interface SelfTestFlags {
  readonly api?: ApiId;
  readonly only?: readonly string[];
  readonly whole?: boolean;
  readonly depth?: Depth;
  readonly verbose?: boolean;
  readonly reporter: 'pretty' | 'json';
}

/** Builds the command that tries the kit on servers of its own. */
export function selfTestCommand(): Command {
  return new Command('self-test')
    .description(
      'Tries the contract on servers that ship with the kit and run in process: broken ones, each of which must be noticed, and unusual correct ones, which must pass.',
    )
    .addOption(
      new Option('--api <name>', 'the API whose servers to try (default: all, one after another)').choices(API_IDS),
    )
    .option('--only <id>', 'requirement or group to try, in capitals, repeatable', collect)
    .option('--whole', 'try each broken server on all requirements, to see every one that notices it; takes minutes')
    .addOption(
      new Option('--depth <name>', 'how much to ask of each server')
        .choices(['quick', 'normal', 'deep'])
        .default('normal'),
    )
    .option('--verbose', 'print each server, what notices it and how long it took')
    .addOption(new Option('--reporter <name>', 'form of the output').choices(['pretty', 'json']).default('pretty'))
    .addHelpText('after', EXAMPLES)
    .action(runSelfTest);
}

async function runSelfTest({ api, only, whole, depth, verbose = false, reporter }: SelfTestFlags): Promise<void> {
  const { selfTest } = await import('../self-test/self-test.ts');
  const { createSelfTestJson, createSelfTestTable } = await import('../self-test/report.ts');
  const report = reporter === 'json' ? createSelfTestJson() : createSelfTestTable({ isVerbose: verbose });
  for await (const event of named(selfTest({ apis: api && [api], only, whole, depth }))) {
    const lines = report(event);
    if (lines.length > 0) print(...lines);
    if (event.type === 'end') throw new Exit(event.results.every(isProved) ? 0 : 1);
  }
}

async function* named(events: AsyncGenerator<SelfTestEvent>): AsyncGenerator<SelfTestEvent> {
  try {
    yield* events;
  } catch (error) {
    if (error instanceof RangeError) throw new Exit(2, `Failed to test: ${error.message}.`);
    throw error;
  }
}

function isProved({ survivors, falseAlarms, idle }: SelfTestResult): boolean {
  return survivors.length + falseAlarms.length + idle.length === 0;
}
