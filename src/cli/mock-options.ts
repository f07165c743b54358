import type { Command } from 'commander';
import type { ApiId } from '../api/ids.ts';
import type { V1Release } from '../api/v1/release.ts';
import type { Locale } from '../data/model/locales.ts';
import type { CorsPolicy } from '../hosts/cors.ts';
import type { ServeOptions } from '../hosts/serve-options.ts';
import type { FaultInput } from '../kit/fault.ts';
import type { ScenarioName } from '../kit/scenario.ts';
import { type MockOptions, parseOptions } from '../mock/options.ts';
import { keysFrom } from './flags.ts';
import { presentMinute } from './mock-flags.ts';
import { secretOf } from './secret.ts';

/** The flags of `mock`, as parsed. */
export interface MockFlags {
  readonly port: number;
  readonly host: string;
  readonly seed: string;
  readonly now?: number;
  readonly users: number;
  readonly documentedUser: boolean;
  readonly locale: Locale;
  readonly site?: string;
  readonly stored?: string;
  readonly key?: readonly string[];
  readonly project?: readonly string[];
  readonly api?: readonly ApiId[];
  readonly v1Release: V1Release;
  readonly inputEvents?: boolean;
  readonly window: 'event' | 'session';
  readonly cors: CorsPolicy;
  readonly fixture?: readonly string[];
  readonly state?: string;
  readonly live?: boolean;
  readonly speed?: number;
  readonly scenario?: readonly ScenarioName[];
  readonly latency?: FaultInput['latency'];
  readonly fault?: readonly FaultInput[];
  readonly workers: number;
  readonly config?: string;
  readonly watch?: boolean;
  /** Defaults to whether standard output is a terminal. */
  readonly log?: boolean;
  readonly controlKey?: string;
  readonly control: boolean;
  readonly maxHeader: number;
  readonly maxBody: number;
  readonly maxItems: number;
  readonly maxText: number;
  readonly requestTimeout: number;
  readonly idleTimeout: number;
  readonly maxConnections: number;
}

/** The flags of a command; its fixtures include those named without a flag. */
export function readFlags(
  command: Command,
  files: readonly string[],
): MockFlags & { readonly fixture: readonly string[] } {
  const given = command.opts<MockFlags>();
  return { ...given, fixture: [...(given.fixture ?? []), ...files] };
}

/** The options of the mock that the flags ask for. */
export function toMockOptions(flags: MockFlags): MockOptions {
  const {
    seed,
    users,
    documentedUser,
    locale,
    window,
    inputEvents = false,
    live = false,
    now = presentMinute(),
  } = flags;
  const { scenario = [], latency, fault = [] } = flags;
  // where the first API is depends on which are served
  const { basePath: _, ...defaults } = parseOptions({});
  return {
    ...defaults,
    ...{ seed, now, users, documentedUser, locale, window, inputEvents, live },
    ...(flags.api && { apis: flags.api }),
    v1Release: flags.v1Release,
    scenarios: scenario,
    faults: latency === undefined ? fault : [{ latency }, ...fault],
    keys: keysFrom(flags.key) ?? defaults.keys,
    projects: flags.project ?? defaults.projects,
  };
}

/** The options of the server that the flags ask for. */
export function toServeOptions(flags: MockFlags, timeSource: () => number = Date.now): ServeOptions {
  const { port, host, cors, control, controlKey = secretOf('OPENREPLAY_KIT_CONTROL_KEY') } = flags;
  const limits = {
    headerBytes: flags.maxHeader,
    bodyBytes: flags.maxBody,
    bodyItems: flags.maxItems,
    textBytes: flags.maxText,
    requestMs: flags.requestTimeout,
    idleMs: flags.idleTimeout,
    connections: flags.maxConnections,
  };
  return { port, host, cors, control, ...(controlKey && { controlKey }), timeSource, limits };
}
