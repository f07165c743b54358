import { unwatchFile, watchFile } from 'node:fs';
import type { Command } from 'commander';
import type { SiteInput } from '../data/model/site-schema.ts';
import type { RecordedRow } from '../kit/record.ts';
import { createMock, type Mock } from '../mock/mock.ts';
import { count } from '../shared/count.ts';
import { MockError } from '../shared/errors.ts';
import { Exit } from './exit.ts';
import { recordFixtures } from './fixtures.ts';
import { inFlags } from './in-flags.ts';
import { applyMockConfig, forgetConfig } from './mock-config.ts';
import { type MockFlags, readFlags, toMockOptions } from './mock-options.ts';
import { print, warn } from './print.ts';
import { readSiteFile } from './site-file.ts';

/** Editors replace a file rather than write to it, which only watching its name notices. */
const LOOK_MS = 200;

type Flags = ReturnType<typeof readFlags>;

/** What a mock was started with. */
interface Started {
  /** Fixtures named without a flag. */
  readonly files: readonly string[];
  readonly flags: Flags;
  /** Whether the mock continues a kept state, into which no fixtures were recorded. */
  readonly hasState: boolean;
  /** Switches all answering processes to another site. */
  readonly useSite: (site: SiteInput | undefined) => Promise<void>;
}

/** The flags that change in a running mock. */
const LIVE_FLAGS: readonly (keyof MockFlags)[] = ['site', 'fixture', 'scenario', 'latency', 'fault'];

/** The checked content of the files, before any of it is applied. */
interface Content {
  readonly flags: Flags;
  readonly site: SiteInput | undefined;
  /** The events of the fixtures as they would be stored. */
  readonly rows: readonly RecordedRow[];
}

/**
 * Reloads the files of a mock when they change. If one is wrong, none is applied and a sentence says why. Returns a
 * function that stops watching.
 */
export function watchFiles(mock: Mock, command: Command, started: Started): () => void {
  const watcher = new Watcher(mock, command, started);
  return () => watcher.close();
}

class Watcher {
  readonly #mock: Mock;
  readonly #command: Command;
  readonly #files: readonly string[];
  readonly #hasState: boolean;
  readonly #useSite: Started['useSite'];
  #flags: Flags;
  /** The sessions that came from fixtures. */
  #sessions = new Set<string>();
  #watched = new Set<string>();
  #reading: Promise<void>;

  constructor(mock: Mock, command: Command, { files, flags, hasState, useSite }: Started) {
    this.#mock = mock;
    this.#command = command;
    this.#files = files;
    this.#flags = flags;
    this.#hasState = hasState;
    this.#useSite = useSite;
    if (!hasState) this.#sessions = sessionsOf(mock.snapshot().recorded);
    this.#reading = Promise.resolve();
    this.#watch();
  }

  close(): void {
    for (const file of this.#watched) unwatchFile(file);
  }

  #watch(): void {
    const { config, site, fixture } = this.#flags;
    const wanted = new Set([config, site, ...fixture].filter((file) => file !== undefined));
    for (const file of this.#watched) if (!wanted.has(file)) unwatchFile(file);
    for (const file of wanted) {
      if (!this.#watched.has(file)) watchFile(file, { interval: LOOK_MS }, () => this.#onChange(file));
    }
    this.#watched = wanted;
  }

  /** Changes are applied one after another; each time all files are read. */
  #onChange(file: string): void {
    this.#reading = this.#reading.then(() => this.#read(file));
  }

  async #read(file: string): Promise<void> {
    const putBack = forgetConfig(this.#command);
    try {
      if (this.#flags.config !== undefined) await applyMockConfig(this.#command, this.#flags.config);
      const content = await this.#prepare(readFlags(this.#command, this.#files));
      await this.#apply(content);
      print(`${file} has changed: ${toNews(content)}.`);
    } catch (error) {
      putBack();
      if (!(error instanceof Exit || error instanceof MockError)) throw error;
      warn(`${inFlags(error.message)} The mock continues unchanged.`);
    }
  }

  /** Tries everything on another mock first. */
  async #prepare(flags: Flags): Promise<Content> {
    const site = flags.site === undefined ? undefined : await readSiteFile(flags.site);
    const now = this.#mock.clock.now();
    const { projects } = this.#mock.options;
    const trial = createMock({ ...toMockOptions(flags), projects, now, users: 1, documentedUser: false, site });
    if (site) await trial.users(1);
    if (!this.#hasState) await recordFixtures(trial, flags.fixture);
    return { flags, site, rows: trial.snapshot().recorded };
  }

  async #apply({ flags, site, rows }: Content): Promise<void> {
    if (!this.#hasState) {
      const before = this.#mock.snapshot();
      const others = before.recorded.map((row) => without(row, this.#sessions));
      await this.#mock.restore({ ...before, recorded: merge([...others, ...rows]) });
      this.#sessions = sessionsOf(rows);
    }
    if (JSON.stringify(site) !== JSON.stringify(this.#mock.options.site)) await this.#useSite(site);
    this.#switch(flags);
    const later = (Object.keys(flags) as (keyof MockFlags)[]).filter(
      (name) => !LIVE_FLAGS.includes(name) && JSON.stringify(flags[name]) !== JSON.stringify(this.#flags[name]),
    );
    if (later.length > 0) warn(`Takes effect at the next start: ${later.join(', ')}.`);
    this.#flags = flags;
    this.#watch();
  }

  /** What was switched on by other means stays, unless the config has changed. */
  #switch({ scenario = [], latency, fault = [] }: Flags): void {
    const { scenario: before = [] } = this.#flags;
    for (const name of before) if (!scenario.includes(name)) this.#mock.disable(name);
    for (const name of scenario) if (!before.includes(name)) this.#mock.use(name);
    if (JSON.stringify([latency, fault]) === JSON.stringify([this.#flags.latency, this.#flags.fault ?? []])) return;
    this.#mock.faults.clear();
    for (const each of latency === undefined ? fault : [{ latency }, ...fault]) this.#mock.faults.add(each);
  }
}

function sessionsOf(rows: readonly RecordedRow[]): Set<string> {
  return new Set(
    rows.flatMap(({ events, sessions = [] }) => [...events, ...sessions].map(({ sessionId }) => String(sessionId))),
  );
}

function without(row: RecordedRow, sessions: ReadonlySet<string>): RecordedRow {
  const isOther = ({ sessionId }: { readonly sessionId: number | string }) => !sessions.has(String(sessionId));
  return {
    ...row,
    events: row.events.filter(isOther),
    ...(row.sessions && { sessions: row.sessions.filter(isOther) }),
  };
}

/** A snapshot has one row for each user who has anything. */
function merge(rows: readonly RecordedRow[]): RecordedRow[] {
  const merged = new Map<string, RecordedRow>();
  for (const row of rows) {
    const { events, sessions = [] } = row;
    if (events.length + sessions.length === 0) continue;
    const key = JSON.stringify([row.projectKey, row.userId]);
    const known = merged.get(key);
    const all = [...(known?.sessions ?? []), ...sessions];
    const one = { ...row, events: [...(known?.events ?? []), ...events] };
    merged.set(key, all.length > 0 ? { ...one, sessions: all } : one);
  }
  return [...merged.values()];
}

function toNews({ site, rows }: Content): string {
  const events = rows.reduce((sum, row) => sum + row.events.length, 0);
  const walked = site === undefined ? 'people walk through the shop' : `people walk through ${site.host}`;
  return events === 0 ? walked : `${walked}, and fixtures have ${count(events, 'event')}`;
}
