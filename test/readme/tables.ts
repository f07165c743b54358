import type { Command } from 'commander';
import { mockCommand } from '../../src/cli/mock.ts';
import { specCommand } from '../../src/cli/spec.ts';
import { verifyCommand } from '../../src/cli/verify.ts';
import { requirements } from '../../src/contract/index.ts';
import { KIND_GROUP, VISITOR_KINDS } from '../../src/data/visitor-kind.ts';
import { CONTROL_PATH } from '../../src/kit/control/api.ts';
import { controlOperations } from '../../src/kit/control/operations.ts';
import { faultInputSchema } from '../../src/kit/fault.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenario.ts';
import { fill, toTable } from './markdown.ts';

/** The commands whose flags the README lists, by name. */
export const COMMANDS = { mock: mockCommand, verify: verifyCommand, spec: specCommand } as const;

/** Writes every table of a README that is generated from the code anew, between its markers. */
export function writeTables(markdown: string): string {
  const withFlags = Object.entries(COMMANDS).reduce(
    (text, [name, build]) => fill(text, `flags-${name}`, flagsTable(build())),
    markdown,
  );
  const tables = {
    requirements: requirementsTable(),
    scenarios: scenariosTable(),
    faults: faultsTable(),
    control: controlTable(),
    kinds: kindsTable(),
  };
  return Object.entries(tables).reduce((text, [name, table]) => fill(text, name, table), withFlags);
}

function scenariosTable(): string {
  return toTable(
    ['Scenario', 'What it is like'],
    SCENARIOS.map(({ name, summary }) => [`\`${name}\``, summary]),
  );
}

function faultsTable(): string {
  const rows = Object.entries(faultInputSchema.shape).map(([name, field]) => {
    const description = FAULT_TARGETS[name] ?? (field.meta() ?? field.unwrap().meta())?.description;
    if (description === undefined) throw new Error(`The field ${name} of a fault has no description.`);
    return [`\`${name}\``, description];
  });
  return toTable(['Field', 'Meaning'], rows);
}

/** Whom a fault is for; elsewhere these fields mean more. */
const FAULT_TARGETS: Readonly<Record<string, string>> = {
  projectKey: 'Only requests for this project.',
  userId: 'Only requests for this user.',
};

function controlTable(): string {
  return toTable(
    ['Request', 'Does'],
    controlOperations.map(({ method, path, summary }) => [`\`${method} ${CONTROL_PATH}${path}\``, `${summary}.`]),
  );
}

function kindsTable(): string {
  return toTable(
    ['Kind', 'Share', 'What they do'],
    Object.entries(VISITOR_KINDS).map(([kind, { share, summary }]) => [
      kind,
      `${(share * 100) / KIND_GROUP} %`,
      summary,
    ]),
  );
}

function requirementsTable(): string {
  return toTable(
    ['ID', 'Level', 'Requirement', 'Source'],
    requirements.map(({ id, level, title, source }) => [id, level, title, source]),
  );
}

function flagsTable(command: Command): string {
  const rows = command.options.map(({ flags, description, argChoices, defaultValue }) => {
    const choices = argChoices ? `: ${argChoices.join(' or ')}` : '';
    const preset = defaultValue === undefined ? '' : ` (default: ${defaultValue})`;
    return [`\`${flags}\``, description + choices + preset];
  });
  return toTable(['Flag', 'Meaning'], rows);
}
