import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments, UsageError } from './arguments.ts';
import type { Finding } from './finding.ts';
import { isReached } from './finding.ts';
import { findLoadGenerator } from './load.ts';
import type { Bench, Measure } from './measure.ts';
import { measures } from './measures.ts';
import { writeBenchmarks } from './readme.ts';
import type { Report, Section } from './report.ts';
import { startServer, stopAll } from './server-process.ts';
import { writeTable } from './table.ts';

const README = fileURLToPath(new URL('../README.md', import.meta.url));
/** A measure that takes longer hangs: so much for starting, and so much for each second that one server is read from. */
const START_LIMIT_MS = 60_000;
const READ_LIMIT_MS = 20_000;

/** Runs the benchmark and prints its tables; gives the exit code: 2 for bad usage, else 0. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    await run(args);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`Failed to run the benchmark: ${error.message}`);
    return 2;
  }
}

async function run(args: readonly string[]): Promise<void> {
  const options = readArguments(
    args,
    measures.map(({ name }) => name),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const folder = mkdtempSync(join(tmpdir(), 'openreplay-kit-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const load = await findLoadGenerator(folder);
  const { rounds, seconds, only } = options;
  const bench: Bench = { rounds, seconds, load, folder, start: startServer };
  const machine = describeMachine(load.name);
  console.log(`${Object.values(machine).join(', ')}\n${rounds} rounds of ${seconds} s; medians\n`);

  const startedAt = performance.now();
  const sections: Section[] = [];
  for (const measure of measures.filter(({ name }) => only?.includes(name) ?? true)) {
    const findings = await runMeasure(measure, bench);
    sections.push({ name: measure.name, title: measure.title, findings });
    console.log(`${measure.name}: ${measure.title}\n${writeTable(findings)}\n`);
  }
  const took = Math.round((performance.now() - startedAt) / 1_000);
  console.log(`${sumUp(sections.flatMap(({ findings }) => findings))} (${took} s)`);
  const report: Report = { machine, rounds, seconds, sections };
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (options.readme) writeFileSync(README, writeBenchmarks(readFileSync(README, 'utf8'), report));
}

/** One measure that fails or hangs does not take the others with it. */
async function runMeasure({ name, run }: Measure, bench: Bench): Promise<Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const limitMs = START_LIMIT_MS + bench.rounds * bench.seconds * READ_LIMIT_MS;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no result within ${limitMs / 1_000} s`)), limitMs);
  });
  try {
    return await Promise.race([run(bench), limit]);
  } catch (error) {
    return [{ what: name, missing: `failed: ${error instanceof Error ? error.message : error}` }];
  } finally {
    clearTimeout(timer);
    await stopAll();
  }
}

function describeMachine(loadGenerator: string) {
  const [cpu] = cpus();
  return {
    date: new Date().toISOString(),
    cpu: cpu?.model ?? 'unknown CPU',
    cores: `${cpus().length} cores`,
    busy: `load average ${loadavg()[0]?.toFixed(1)}`,
    node: `Node ${process.version}`,
    loadGenerator,
  };
}

function sumUp(findings: readonly Finding[]): string {
  const outcomes = findings.map((finding) => ('missing' in finding ? 'missing' : isReached(finding)));
  const count = (outcome: unknown) => outcomes.filter((each) => each === outcome).length;
  return `${count(true)} targets reached, ${count(false)} not reached, ${count('missing')} not available`;
}
