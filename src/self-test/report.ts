import type { Requirement } from '../contract/index.ts';
import type { SelfTestEvent, SelfTestResult } from './self-test.ts';
import type { Trial } from './trial.ts';

/** Turns the events of a self-test into lines, piece by piece. */
type SelfTestReporter = (event: SelfTestEvent) => readonly string[];

/** Reports for people: a line for each group and each requirement, and the problems; `isVerbose` lists each server. */
export function createSelfTestTable({ isVerbose = false } = {}): SelfTestReporter {
  return (event) => {
    if (event.type === 'start') return toHead(event);
    if (event.type === 'trial') return isVerbose ? [toLine(event.trial)] : [];
    if (event.type === 'part') return [toRow(event.name, toCells(event.trials), event.durationMs)];
    if (event.type === 'result') return ['', ...toProblems(event.result), toCount(event.result), ''];
    return [];
  };
}

/** Reports for programs: one JSON document at the end. */
export function createSelfTestJson(): SelfTestReporter {
  return (event) => (event.type === 'end' ? JSON.stringify(toJson(event.results), null, 2).split('\n') : []);
}

function toHead({ api, broken, right, requirements }: SelfTestEvent & { type: 'start' }): string[] {
  return [`${api}: trying ${requirements} requirements on ${broken} broken and ${right} right servers`, ''];
}

function toLine(trial: Trial): string {
  const time = seconds(trial.durationMs);
  if (trial.kind === 'right') return `  ${trial.alarms.length > 0 ? '✗' : '✓'} ${trial.name} (${time})`;
  const { name, breaks, killers } = trial;
  if (killers.length === 0) return `  ✗ ${breaks} ${name}: survives (${time})`;
  return `  ✓ ${breaks} ${name}: killed by ${killers.join(', ')} (${time})`;
}

/** The requirements that detected servers, each with their number; or that there was no false alarm. */
function toCells(trials: readonly Trial[]): { readonly count: string; readonly by: string } {
  const broken = trials.filter((trial) => trial.kind === 'broken');
  if (broken.length === 0) {
    const quiet = trials.filter((trial) => trial.kind === 'right' && trial.alarms.length === 0);
    return { count: `${quiet.length} of ${trials.length} pass`, by: '' };
  }
  const killed = broken.filter(({ killers }) => killers.length > 0);
  const first = new Map<string, number>();
  for (const [id = ''] of killed.map(({ killers }) => killers)) first.set(id, (first.get(id) ?? 0) + 1);
  const by = [...first].sort(([a], [b]) => a.localeCompare(b, 'en')).map(([id, count]) => `${id} ${count}`);
  return { count: `${killed.length} of ${broken.length} killed`, by: by.join(', ') };
}

function toRow(name: string, { count, by }: ReturnType<typeof toCells>, durationMs: number): string {
  return `${name.padEnd(11)}${count.padEnd(18)}${seconds(durationMs).padStart(7)}   ${by}`.trimEnd();
}

function toProblems({ survivors, falseAlarms, idle }: SelfTestResult): string[] {
  const lines = [
    ...survivors.map(({ breaks, name }) => `Survives: ${name} (made to break ${breaks})`),
    ...falseAlarms.flatMap(({ name, alarms }) => alarms.map((alarm) => `False alarm where ${name}: ${alarm}`)),
    ...idle.map(({ id, title }) => `Kills nothing: ${id} ${title}`),
  ];
  return lines.length > 0 ? [...lines, ''] : [];
}

function toCount({ broken, survivors, right, falseAlarms, requirements, idle, durationMs }: SelfTestResult): string {
  const parts = [
    `${broken.length - survivors.length} of ${broken.length} broken servers killed`,
    `${falseAlarms.length} false alarms at ${right.length} right ones`,
    `${idle.length} of ${requirements.length} requirements kill nothing`,
  ];
  return `${parts.join(', ')} (${seconds(durationMs)})`;
}

function toJson(results: readonly SelfTestResult[]) {
  const names = (trials: readonly Trial[]) => trials.map(({ api, name }) => ({ api, name }));
  const plain = (trials: readonly Trial[]) =>
    trials.map(({ kind, ...trial }) => ({ ...trial, durationMs: Math.round(trial.durationMs) }));
  const requirements = results.flatMap((result) => result.requirements.map((row) => toKills(row, result)));
  const broken = results.flatMap((result) => result.broken);
  const right = results.flatMap((result) => result.right);
  return {
    summary: {
      requirements: requirements.length,
      broken: broken.length,
      right: right.length,
      survivors: names(results.flatMap(({ survivors }) => survivors)),
      falseAlarms: names(results.flatMap(({ falseAlarms }) => falseAlarms)),
      idle: results.flatMap(({ api, idle }) => idle.map(({ id }) => ({ api, id }))),
      durationMs: Math.round(results.reduce((sum, { durationMs }) => sum + durationMs, 0)),
    },
    requirements,
    broken: plain(broken),
    right: plain(right),
  };
}

function toKills({ id, level, title }: Requirement, { api, broken }: SelfTestResult) {
  return { api, id, level, title, kills: broken.filter(({ killers }) => killers.includes(id)).map(({ name }) => name) };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
