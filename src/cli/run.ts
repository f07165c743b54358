import { Command } from 'commander';
import { VERSION } from '../shared/version.ts';
import { commands } from './commands.ts';
import type { ExitCode } from './exit.ts';
import { reportError } from './report-error.ts';

const EXAMPLES = `
Examples:
  $ openreplay-kit mock
  $ openreplay-kit mock --port 8080 --users 1000 --seed demo
  $ openreplay-kit verify http://127.0.0.1:4010/api/app
  $ openreplay-kit spec --output openapi

Exit codes: 0 done or met, 1 contract not met, 2 could not run or bad usage,
130 after Ctrl+C.`;

/** Runs the command that the arguments name, and returns the exit code of the process. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const chosen = commands.find(({ name }) => name === args.find((arg) => commands.some((entry) => entry.name === arg)));
  try {
    const program = await buildProgram(chosen?.name);
    const stranger = findStranger(args);
    // commander would answer `--help` before it looks at the command
    await program.parseAsync(stranger === undefined ? args : [stranger], { from: 'user' });
    return 0;
  } catch (error) {
    return reportError(error, chosen?.name);
  }
}

/** Finds what is named as a command, or asked about with `help`, and is none. */
function findStranger(args: readonly string[]): string | undefined {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const word = words[0] === 'help' ? words[1] : words[0];
  return word === 'help' || commands.some(({ name }) => name === word) ? undefined : word;
}

/** Builds the program with one complete command; the others are only listed in the help text. */
async function buildProgram(chosen: string | undefined): Promise<Command> {
  const program = new Command('openreplay-kit')
    .description("Mock server and contract-testing kit for OpenReplay's user-sessions API.")
    .version(VERSION)
    .exitOverride()
    // errors are printed once, by reportError
    .configureOutput({ outputError: () => {} })
    .addHelpText('after', EXAMPLES);
  for (const { name, summary, load } of commands) {
    const command = name === chosen ? await load() : new Command(name);
    program.addCommand(command.copyInheritedSettings(program).summary(summary));
  }
  return program;
}
