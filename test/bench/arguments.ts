import { parseArgs } from 'node:util';

/** What a run is asked for. */
interface BenchOptions {
  /** Names of measures, or undefined for all. */
  readonly only: readonly string[] | undefined;
  /** At least 1. */
  readonly rounds: number;
  /** Length of one load, above 0. */
  readonly seconds: number;
  /** File for the findings as JSON. */
  readonly json: string | undefined;
  /** Whether the figures go into the README. */
  readonly readme: boolean;
}

/** Says what is wrong with the arguments. */
export class UsageError extends Error {}

/**
 * Reads the arguments of the benchmark.
 *
 * @throws UsageError for a flag, a measure or a number that is none.
 */
export function readArguments(args: readonly string[], names: readonly string[]): BenchOptions {
  const { only, rounds, seconds, json, readme } = parse(args);
  const chosen = only?.flatMap((text) => text.split(','));
  const unknown = chosen?.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`--only: there is no measure "${unknown}". There are ${names.join(', ')}.`);
  }
  if (chosen && readme) throw new UsageError('--readme: the README has all measures; leave --only out.');
  const count = readNumber('rounds', rounds);
  if (!Number.isInteger(count)) throw new UsageError(`--rounds must be a whole number, received "${rounds}".`);
  return { only: chosen, rounds: count, seconds: readNumber('seconds', seconds), json, readme };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '2' },
        json: { type: 'string' },
        readme: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readNumber(name: string, text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0) return value;
  throw new UsageError(`--${name} must be a number above 0, received "${text}".`);
}
