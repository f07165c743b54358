import type { Finding } from '../finding.ts';
import type { Bench, Measure } from '../measure.ts';
import { compareCpu, type Reading, readFrom } from '../reading.ts';
import { interleave } from '../rounds.ts';
import type { ServerCommand } from '../server-process.ts';
import { toRatio, toSpread } from '../spread.ts';
import { bare, constant, DOCUMENTED_PATH, express, jsonServer, kit, mockoon, prism } from '../subjects.ts';

const BARE = 'bare node:http';
const KIT = 'openreplay-kit';

/** What the mock has to be, as a multiple of a peer. */
const ADVANTAGES: Readonly<Record<string, number>> = {
  'Prism static, as shipped': 15,
  'Prism static, log off': 8,
  'Hono, a constant': 1,
  'Fastify, a constant': 1,
};

/** The documented user beside the peers, each on the same path with the same key. */
export const httpMeasure: Measure = {
  name: 'http',
  title: 'documented user, 6 events, 32 connections',
  async run(bench) {
    const { rounds } = bench;
    const { readings, missing } = await startPeers(bench, await listPeers(bench.folder));
    const values = await interleave(
      Object.fromEntries(Object.entries(readings).map(([name, { run }]) => [name, run])),
      rounds,
    );
    const of = (name: string) => values[name] ?? [];
    const names = Object.keys(readings);
    const speeds = names.map((name) => ({
      what: name,
      value: toSpread(of(name)),
      unit: 'req/s',
      ...(name === KIT && { ratio: toRatio(of(name), of(BARE)), beside: 'bare', target: { atLeast: 0.85 } }),
    }));
    const advantages = names.slice(2).map((name) => {
      const atLeast = ADVANTAGES[name];
      const ratio = toRatio(of(KIT), of(name));
      return { what: KIT, ratio, beside: name, ...(atLeast !== undefined && { target: { atLeast } }) };
    });
    const [plain, own] = [readings[BARE], readings[KIT]];
    const cpu = plain && own ? compareCpu(KIT, own, plain) : [];
    return [...speeds, ...advantages, ...cpu, ...missing];
  },
};

/** The yardstick and the mock come first. */
async function listPeers(folder: string): Promise<Readonly<Record<string, ServerCommand>>> {
  return {
    [BARE]: bare(folder),
    [KIT]: kit(),
    'Hono, a constant': constant('hono', folder),
    'Fastify, a constant': constant('fastify', folder),
    'Express mock by hand': express(),
    'json-server, log off': await jsonServer(folder),
    Mockoon: await mockoon(folder),
    'Prism static, as shipped': await prism(),
    'Prism static, log off': await prism(['--verboseLevel', 'silent']),
    'Prism dynamic, as shipped': await prism(['--dynamic']),
  };
}

/** Starts and warms up. A peer that does not start is missing; without the yardstick or the mock nothing is left. */
async function startPeers(bench: Bench, commands: Readonly<Record<string, ServerCommand>>) {
  const missing: Finding[] = [];
  const readings: Record<string, Reading> = {};
  for (const [name, command] of Object.entries(commands)) {
    try {
      const reading = readFrom(bench, await bench.start(command), [DOCUMENTED_PATH]);
      await reading.run();
      readings[name] = reading;
    } catch (error) {
      if (name === BARE || name === KIT) throw error;
      missing.push({ what: name, missing: `not available: ${error instanceof Error ? error.message : error}` });
    }
  }
  return { readings, missing };
}
