import type { Command } from 'commander';
import * as z from 'zod';
import { initCommand } from '../../src/cli/init/init.ts';
import { learnCommand } from '../../src/cli/learn.ts';
import { mockCommand } from '../../src/cli/mock.ts';
import { recordCommand } from '../../src/cli/record.ts';
import { selfTestCommand } from '../../src/cli/self-test.ts';
import { siteCommand } from '../../src/cli/site.ts';
import { specCommand } from '../../src/cli/spec.ts';
import { verifyCommand } from '../../src/cli/verify.ts';
import { v1Api } from '../../src/contract/apis/v1/contract.ts';
import { v2Api } from '../../src/contract/apis/v2/contract.ts';
import type { ContractApi } from '../../src/contract/asking/contract-api.ts';
import { leastDepth } from '../../src/contract/asking/requirement.ts';
import { type Requirement, requirements } from '../../src/contract/index.ts';
import { contractOf } from '../../src/contract/table.ts';
import { SHOP } from '../../src/data/model/shop/shop.ts';
import { CONTROL_PATH } from '../../src/kit/control/api.ts';
import { controlOperations } from '../../src/kit/control/operations.ts';
import { faultInputSchema } from '../../src/kit/fault.ts';
import { eventInputSchema, recordInputSchema } from '../../src/kit/record.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenario.ts';
import { TOOLS } from '../clients/tools.ts';
import { LAYERS } from '../package/layer-rules.ts';
import { differencesTable } from './faces.ts';
import { fill, toTable } from './markdown.ts';

/** The commands whose flags are listed, by name. */
export const COMMANDS = {
  mock: mockCommand,
  verify: verifyCommand,
  init: initCommand,
  'self-test': selfTestCommand,
  record: recordCommand,
  learn: learnCommand,
  site: siteCommand,
  spec: specCommand,
} as const;

/** The tables that are generated from the code, by the name of their markers. */
export const TABLES: Readonly<Record<string, () => string | Promise<string>>> = {
  ...Object.fromEntries(Object.entries(COMMANDS).map(([name, build]) => [`flags-${name}`, () => flagsTable(build())])),
  requirements: () => requirementsTable(requirements),
  'requirements-v1': () => ownRequirementsTable(v1Api),
  'requirements-v2': () => ownRequirementsTable(v2Api),
  scenarios: scenariosTable,
  faults: faultsTable,
  control: controlTable,
  kinds: kindsTable,
  visit: visitTable,
  'visit-events': visitEventsTable,
  layers: layersTable,
  clients: clientsTable,
  differences: differencesTable,
};

/** Rewrites the tables of a page that are generated from the code, between their markers. */
export async function writeTables(markdown: string): Promise<string> {
  let text = markdown;
  for (const [name, build] of Object.entries(TABLES)) {
    if (text.includes(`<!-- ${name}:start -->`)) text = fill(text, name, await build());
  }
  return text;
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
  const { visitors = [] } = SHOP;
  const all = visitors.reduce((sum, { share = 1 }) => sum + share, 0);
  return toTable(
    ['Kind', 'Share', 'What they do'],
    visitors.map(({ name, share = 1, summary = '' }) => [name, `${(share * 100) / all} %`, summary]),
  );
}

function visitTable(): string {
  const rows = Object.entries(recordInputSchema.shape).map(([name, field]) => toFieldCells(name, field));
  return toTable(['Field', 'Required', 'Meaning'], rows);
}

/** Lists the fields of all kinds of events; a field that means something else in another kind has a row for each. */
function visitEventsTable(): string {
  const kindsOf = new Map<string, string[]>();
  for (const { shape } of eventInputSchema.options) {
    const kind = [...(shape.type._zod.values ?? [])].join(', ');
    for (const [name, field] of Object.entries<z.ZodType>(shape)) {
      const [cell = '', , meaning = ''] = toFieldCells(name, field);
      const row = `${cell}\n${meaning}`;
      kindsOf.set(row, [...(kindsOf.get(row) ?? []), kind]);
    }
  }
  const rows = Array.from(kindsOf, ([row, kinds]) => {
    const [cell = '', meaning = ''] = row.split('\n');
    return [cell, kinds.join(', '), meaning];
  });
  return toTable(['Field', 'Events', 'Meaning'], rows);
}

function toFieldCells(name: string, field: z.ZodType): string[] {
  const description = describe(field);
  if (!description) throw new Error(`The field ${name} has no description.`);
  return [`\`${name}\``, field.safeParse(undefined).success ? '' : 'yes', description];
}

/** Returns the description of a schema, or of the one that it makes optional or required. */
function describe(field: z.ZodType): string | undefined {
  const { description } = field.meta() ?? {};
  if (description !== undefined) return description;
  const isWrapped = field instanceof z.ZodOptional || field instanceof z.ZodNonOptional;
  return isWrapped ? describe(field.unwrap() as z.ZodType) : undefined;
}

function layersTable(): string {
  const folders = Object.entries(LAYERS).filter(([name]) => !/\.tsx?$/.test(name));
  return toTable(
    ['Folder', 'May import'],
    folders.map(([name, targets]) => [
      `\`${name}\``,
      targets.map((target) => (target === '*' ? 'all' : `\`${target}\``)).join(', '),
    ]),
  );
}

function clientsTable(): string {
  return toTable(
    ['Run', 'Makes'],
    TOOLS.map(({ use, makes }) => [use, makes]),
  );
}

/** The rows of an API that no other has, and which of those for every API are not its own, or only warn. */
function ownRequirementsTable(api: ContractApi): string {
  const own = new Set(api.rows.map(({ id }) => id));
  const rows = contractOf(api).filter(({ id }) => own.has(id));
  const others = `Of those for every API, these do not apply: ${api.leavesOut?.join(', ')}.`;
  const musts = api.musts ? ` These are a MUST here: ${api.musts.join(', ')}.` : '';
  const shoulds = api.shoulds ? ` This is a SHOULD here: ${api.shoulds.join(', ')}.` : '';
  return `${requirementsTable(rows)}\n${others}${musts}${shoulds}\n`;
}

function requirementsTable(rows: readonly Requirement[]): string {
  return toTable(
    ['ID', 'Level', 'From depth', 'Requirement', 'Source'],
    rows.map((row) => [row.id, row.level, leastDepth(row), row.title, row.source]),
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
