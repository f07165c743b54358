import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { serve } from '../../../src/hosts/node.ts';
import { createMock } from '../../../src/index.ts';
import { MAIN } from '../../support/cli.ts';
import { readAction } from '../action.ts';
import { onlyOnce, type Places, REAL_SERVER, type Runs } from '../places.ts';
import { createFolder } from '../project.ts';
import { documentation, snippet } from '../readme.ts';
import { runScript } from '../shell.ts';
import { createExclusiveEnd } from './exclusive-end.ts';
import { suiteRun } from './suites.ts';

const LOCAL_SERVER = 'http://127.0.0.1:4010/api/app';
const ALL_MET = /^\d+ met, 0 not met, \d+ skipped \(/m;
/** Where the run as such is not what is shown. */
/** The server shares its process with other snippets, some of which keep it busy. */
const QUICK = '--depth quick --timeout 60000';
/** What differs from run to run. */
const EFFORT = /\d+ requests in [\d.]+ s/;

interface Workflow {
  readonly jobs: Record<
    string,
    { readonly steps: readonly { readonly uses?: string; readonly with?: Record<string, string> }[] }
  >;
}

const verifyByConfig = onlyOnce(async ({ project, mockUrl }: Places) => {
  await writeFile(join(project, 'openreplay-kit.config.json'), snippet('config').replace(REAL_SERVER, mockUrl));
  const { code, output } = await runScript(`${snippet('verify-config').trim()} ${QUICK}`, { cwd: project });
  expect(output).toMatch(ALL_MET);
  expect(await readFile(join(project, 'report.xml'), 'utf8')).toContain('<testsuites');
  expect(code).toBe(0);
});

/** Runs the blocks about verifying a server. */
export const verifyRuns: Runs = {
  async workflow() {
    const workflow: Workflow = parse(snippet('workflow'));
    const [step] = workflow.jobs.contract?.steps ?? [];
    const { inputs } = await readAction();
    const required = Object.keys(inputs).filter((name) => inputs[name]?.required);
    expect(step?.uses).toMatch(/\/\.github\/actions\/verify@/);
    expect(Object.keys(step?.with ?? {})).toEqual(required);
  },

  async 'workflow-server'() {
    const workflow: Workflow = parse(snippet('workflow-server'));
    const [, , step] = workflow.jobs.contract?.steps ?? [];
    const { inputs } = await readAction();
    expect(step?.uses).toMatch(/\/\.github\/actions\/verify@/);
    expect(Object.keys(step?.with ?? {}).filter((name) => !(name in inputs))).toEqual([]);
    const { url, project, user, key = '', args } = step?.with ?? {};
    await verifyAtJob(`verify ${url} --project ${project} --user ${user} ${args}`, key);
  },

  async gitlab() {
    const { contract } = parse(snippet('gitlab'));
    const command: string = contract.script.at(-1);
    const key: string = contract.variables.OPENREPLAY_API_KEY;
    const report = await verifyAtJob(command.replace(/^node \S+/, ''), key, contract.artifacts.reports.junit);
    expect(report).toMatch(/^<\?xml /);
  },

  async verify({ project, mockUrl }) {
    const script = snippet('verify').replace('...', 'DevKeyOpenReplayKit1').replace(REAL_SERVER, mockUrl);
    const { code, output } = await runScript(script, { cwd: project });
    expect(output).toMatch(ALL_MET);
    expect(output).not.toContain('DevKeyOpenReplayKit1');
    expect(code).toBe(0);
  },

  async 'verify-mock'({ project, mockUrl }) {
    const { code, output } = await runScript(snippet('verify-mock').replace(LOCAL_SERVER, mockUrl), { cwd: project });
    expect(output).toMatch(ALL_MET);
    expect(code).toBe(0);
  },

  config: verifyByConfig,
  'verify-config': verifyByConfig,

  async failure({ project }) {
    const command = /The command was `([^`]*)`/.exec(documentation)?.[1] ?? '';
    const { url, close } = await serve(createExclusiveEnd(createMock()), { port: 0 });
    try {
      const { code, stdout } = await runScript(command.replace(LOCAL_SERVER, url), { cwd: project });
      expect(code).toBe(1);
      const shown = stdout.replaceAll(url, LOCAL_SERVER).replace(EFFORT, '');
      expect(shown).toBe(snippet('failure').replace(EFFORT, ''));
    } finally {
      await close();
    }
  },

  'contract-test': suiteRun('contract-test'),

  async 'verify-code'({ project, mockUrl }) {
    const script = `sed -i.bak 's#${REAL_SERVER}#${mockUrl}#' out/verify-code.js && node out/verify-code.js`;
    const env = { OPENREPLAY_API_KEY: 'DevKeyOpenReplayKit1' };
    const { code, output } = await runScript(script, { cwd: project, env });
    expect(output).toMatch(/^met AUTH-01 .*$/m);
    expect(output).toMatch(/^met WINDOW-01 .*$/m);
    expect(code).toBe(0);
  },
};

const JOB_SERVER = 'http://127.0.0.1:8080/api/app';

/** Runs the command of a CI job against a server that has the job's key; gives the report that it names, if any. */
async function verifyAtJob(args: string, key: string, report?: string): Promise<string> {
  const server = await serve(createMock({ keys: [key] }), { port: 0 });
  const folder = await createFolder();
  try {
    expect(args).toContain(JOB_SERVER);
    const script = `'${process.execPath}' '${MAIN}' ${args.replace(JOB_SERVER, server.url)} ${QUICK}`;
    const { code, output } = await runScript(script, { cwd: folder.path, env: { OPENREPLAY_API_KEY: key } });
    expect(output).toMatch(ALL_MET);
    expect(code).toBe(0);
    return report === undefined ? '' : await readFile(join(folder.path, report), 'utf8');
  } finally {
    await Promise.all([server.close(), folder.dispose()]);
  }
}
