import type { Figure } from './finding.ts';
import type { Bench } from './measure.ts';
import { cpuSeconds } from './process-cpu.ts';
import type { ServerProcess } from './server-process.ts';
import { toRatio, toSpread } from './spread.ts';

/** A server that is read from, round by round. */
export interface Reading {
  /** Reads for one round and gives replies per second. */
  run(): Promise<number>;
  /** CPU time of the server per reply, µs, by round; empty where the system does not report it. */
  readonly cpuMicros: readonly number[];
}

/** Reads paths of a server in turn. */
export function readFrom({ load, seconds }: Bench, server: ServerProcess, paths: readonly string[]): Reading {
  const cpuMicros: number[] = [];
  return {
    cpuMicros,
    async run() {
      const before = cpuSeconds(server.pid);
      const startedAt = performance.now();
      const perSecond = await load.run({ origin: server.origin, paths, seconds });
      const elapsed = (performance.now() - startedAt) / 1_000;
      const after = cpuSeconds(server.pid);
      if (before !== undefined && after !== undefined) cpuMicros.push((1e6 * (after - before)) / (perSecond * elapsed));
      return perSecond;
    },
  };
}

/**
 * Compares CPU time: it says the same as speed where the machine is quiet, and holds where other programs take their
 * share of it.
 */
export function compareCpu(what: string, reading: Reading, other: Reading, beside = 'bare'): Figure[] {
  // who was read from for the first time was warmed up
  const rounds = Math.min(reading.cpuMicros.length, other.cpuMicros.length) - 1;
  if (rounds < 1) return [];
  const [own, others] = [reading.cpuMicros.slice(-rounds), other.cpuMicros.slice(-rounds)];
  return [
    { what: `${what}, CPU time per reply`, value: toSpread(own), unit: 'µs', ratio: toRatio(own, others), beside },
  ];
}
