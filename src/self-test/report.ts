import { GROUPS, type Requirement } from '../contract/index.ts';
import type { SelfTestEvent, SelfTestResult } from './self-test.ts';
import type { BrokenTrial, RightTrial } from './trial.ts';

/** Turns the events of a self-test into lines, piece by piece. */
export type SelfTestReporter = (event: SelfTestEvent) => readonly string[];

/** Reports for a person: a line for each group, and what is wrong; `isVerbose` tells each server. */
export function createSelfTestTable({ isVerbose = false } = {}): SelfTestReporter {
  return (event) => {
    if (event.type === 'start') return [toHead(event)];
    if (event.type === 'trial') return isVerbose ? [toLine(event.trial)] : [];
    return [...toTable(event.result), ...toProblems(event.result), '', toCount(event.result)];
  };
}

/** Reports for a program: one JSON document at the end. */
export function createSelfTestJson(): SelfTestReporter {
  return (event) => (event.type === 'end' ? JSON.stringify(toJson(event.result), null, 2).split('\n') : []);
}

function toHead({ broken, right, requirements }: SelfTestEvent & { type: 'start' }): string {
  return `Trying ${requirements} requirements on ${broken} broken and ${right} right servers`;
}

function toLine(trial: BrokenTrial | RightTrial): string {
  if (trial.kind === 'right') {
    return `${trial.alarms.length > 0 ? '✗' : '✓'} right: ${trial.name} ${seconds(trial.durationMs)}`;
  }
  const { name, breaks, killers, durationMs } = trial;
  const outcome = killers.length > 0 ? `killed by ${killers.join(', ')}` : 'SURVIVES';
  return `${killers.length > 0 ? '✓' : '✗'} ${breaks} ${name}: ${outcome} ${seconds(durationMs)}`;
}

const COLUMNS = ['Group', 'Rows', 'Servers', 'Killed', 'By own row', 'Time'] as const;

function toTable({ requirements, broken, right, falseAlarms }: SelfTestResult): string[] {
  const groups = GROUPS.filter((group) => requirements.some((row) => isOf(group, row.id)));
  const lines = groups.map((group) => {
    const tried = broken.filter((trial) => isOf(group, trial.breaks));
    return [
      group,
      requirements.filter(({ id }) => isOf(group, id)).length,
      tried.length,
      tried.filter(({ killers }) => killers.length > 0).length,
      tried.filter(({ breaks, killers }) => killers.includes(breaks)).length,
      seconds(sum(tried)),
    ];
  });
  return [
    '',
    toRow(COLUMNS),
    ...lines.map(toRow),
    toRow(['right', '', right.length, falseAlarms.length, '', seconds(sum(right))]),
  ];
}

function toRow(cells: readonly (string | number)[]): string {
  return cells
    .map(String)
    .map((cell, index) => (index === 0 ? cell.padEnd(10) : cell.padStart(11)))
    .join('');
}

function toProblems({ survivors, falseAlarms, idle }: SelfTestResult): string[] {
  return [
    ...survivors.map(({ breaks, name }) => `survives: ${name} (made to break ${breaks})`),
    ...falseAlarms.flatMap(({ name, alarms }) => alarms.map((alarm) => `false alarm: ${name}: ${alarm}`)),
    ...idle.map(({ id, title }) => `kills nothing: ${id} ${title}`),
  ];
}

function toCount({ broken, survivors, right, falseAlarms, idle, durationMs }: SelfTestResult): string {
  const rows = idle.length === 0 ? 'every requirement kills one' : `${idle.length} requirements kill none`;
  const killed = `${broken.length - survivors.length} of ${broken.length} broken servers killed`;
  return `${killed}, ${falseAlarms.length} false alarms at ${right.length} right ones, ${rows} (${seconds(durationMs)})`;
}

function toJson({ requirements, broken, right, survivors, falseAlarms, idle, durationMs }: SelfTestResult) {
  const names = (trials: readonly { readonly name: string }[]) => trials.map(({ name }) => name);
  return {
    summary: {
      requirements: requirements.length,
      broken: broken.length,
      right: right.length,
      survivors: names(survivors),
      falseAlarms: names(falseAlarms),
      idle: idle.map(({ id }) => id),
      durationMs: Math.round(durationMs),
    },
    requirements: requirements.map((row) => toKills(row, broken)),
    broken: broken.map(({ kind, ...trial }) => ({ ...trial, durationMs: Math.round(trial.durationMs) })),
    right: right.map(({ kind, ...trial }) => ({ ...trial, durationMs: Math.round(trial.durationMs) })),
  };
}

function toKills({ id, level, title }: Requirement, broken: readonly BrokenTrial[]) {
  return { id, level, title, kills: broken.filter(({ killers }) => killers.includes(id)).map(({ name }) => name) };
}

function isOf(group: string, id: string): boolean {
  return id.startsWith(`${group}-`);
}

function sum(trials: readonly { readonly durationMs: number }[]): number {
  return trials.reduce((total, { durationMs }) => total + durationMs, 0);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
