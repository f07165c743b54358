import { CommanderError } from 'commander';
import { MockError } from '../shared/errors.ts';
import { Exit, type ExitCode } from './exit.ts';
import { inFlags } from './in-flags.ts';
import { warn } from './print.ts';

/** Reports on stderr, in one sentence and without a stack trace, why a command failed; returns its exit code. */
export function reportError(error: unknown, command: string | undefined): ExitCode {
  if (error instanceof CommanderError) return reportUsage(error, command);
  const code = error instanceof Exit ? error.code : 2;
  const text = error instanceof Exit || error instanceof MockError ? inFlags(error.message) : unexpected(error);
  if (text) warn(text);
  if (process.env.DEBUG && error instanceof Error && code === 2) warn(...(error.stack ?? '').split('\n'));
  return code;
}

function reportUsage(error: CommanderError, command: string | undefined): ExitCode {
  if (error.exitCode === 0) return 0;
  // without a command the help text was printed, which is enough
  if (error.code === 'commander.help') return 2;
  const name = command ? `openreplay-kit ${command}` : 'openreplay-kit';
  const text = error.message
    .replace(/^error: /, '')
    // a mistyped --key=SECRET must not show the key
    .replace(/^(unknown option '[^'=]*)=.*'/s, "$1'")
    .replace(/\n\(Did you mean (.*)\?\)/s, '; did you mean $1?')
    .replace(/[.?]?$/, (end) => end || '.');
  warn(`${name}: ${text} See ${name} --help.`);
  return 2;
}

function unexpected(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `Unexpected error: ${message} (set DEBUG=1 to see where it comes from).`;
}
