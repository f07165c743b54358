import fc from 'fast-check';
import type { Mock } from '../../src/index.ts';
import { type Talk, talks } from './talks.ts';

/** What to run. */
export interface FuzzOptions {
  readonly port: number;
  /** A mock in the same state, which says what is to be answered. */
  readonly oracle: Mock;
  /** How many requests to send at least. */
  readonly requests: number;
  /** What the requests follow from, a 32-bit number. */
  readonly seed: number;
  /** Called with the number of requests so far, after each round. */
  readonly onRound?: (requests: number) => Promise<void> | void;
}

/** How it went. */
export interface FuzzOutcome {
  readonly requests: number;
  readonly connections: number;
  readonly failure?: string | undefined;
}

const TALKS_A_ROUND = 250;
/** A failure is not made smaller for longer than this. */
const LONGEST_ROUND_MS = 120_000;

/** Sends requests, round by round, until there were enough or one broke a law. Round n follows from `seed + n`. */
export async function runFuzz({ port, oracle, requests: wanted, seed, onRound }: FuzzOptions): Promise<FuzzOutcome> {
  let requests = 0;
  let connections = 0;
  const law = fc.asyncProperty(talks, async (talk) => {
    requests += talk.count;
    connections += 1;
    await talk.hold(port, oracle);
  });
  for (let round = 0; requests < wanted; round += 1) {
    const result = await fc.check(law, {
      seed: seed + round,
      numRuns: TALKS_A_ROUND,
      interruptAfterTimeLimit: LONGEST_ROUND_MS,
    });
    if (result.failed) return { requests, connections, failure: describe(seed + round, result) };
    await onRound?.(requests);
  }
  return { requests, connections };
}

/** Says which law was broken by what, so that it can be sent again. */
function describe(seed: number, { counterexample, errorInstance }: fc.RunDetails<[Talk]>): string {
  const [talk] = counterexample ?? [];
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return `${why}.\nSeed ${seed}; the smallest bytes that were found to do so:\n${showBytes(talk?.text ?? '')}`;
}

/** Writes bytes with escapes; what comes many times in a row is written as a count. */
function showBytes(text: string): string {
  return text
    .replace(/(.{1,9}?)\1{29,}/gs, (run, one: string) => `${one}{${run.length / one.length} times}`)
    .replace(/\\/g, '\\\\')
    .replace(/\r/g, '\\r')
    .replace(/\n/g, '\\n\n')
    .replace(/[^\n\x20-\x7e]/g, (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
