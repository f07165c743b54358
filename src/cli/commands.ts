import type { Command } from 'commander';

/** A command as the help text lists it. Its module is loaded only when the command runs. */
interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** All commands, in the order of the help text. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'mock',
    summary: "serve a stateful mock of OpenReplay's user-sessions API",
    load: async () => (await import('./mock.ts')).mockCommand(),
  },
  {
    name: 'verify',
    summary: 'check that a server meets the contract of the API',
    load: async () => (await import('./verify.ts')).verifyCommand(),
  },
  {
    name: 'init',
    summary: 'set a project up: a config, a test and a CI job',
    load: async () => (await import('./init/init.ts')).initCommand(),
  },
  {
    name: 'explain',
    summary: 'explain a requirement of the contract',
    load: async () => (await import('./explain.ts')).explainCommand(),
  },
  {
    name: 'self-test',
    summary: 'try the contract on broken and correct servers that ship with the kit',
    load: async () => (await import('./self-test.ts')).selfTestCommand(),
  },
  {
    name: 'record',
    summary: 'copy sessions from a server into an anonymised fixture',
    load: async () => (await import('./record.ts')).recordCommand(),
  },
  {
    name: 'learn',
    summary: 'turn recorded sessions into a site for generated people',
    load: async () => (await import('./learn.ts')).learnCommand(),
  },
  {
    name: 'site',
    summary: 'draft a site model from pages, a sitemap or routes',
    load: async () => (await import('./site.ts')).siteCommand(),
  },
  {
    name: 'spec',
    summary: 'write the OpenAPI documents',
    load: async () => (await import('./spec.ts')).specCommand(),
  },
];
