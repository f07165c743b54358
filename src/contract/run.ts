import { Client } from './client.ts';
import { RunContext } from './context.ts';
import { toCurl } from './exchange.ts';
import { ContractAborted, ContractFailure, Inconclusive, type WindowEvidence } from './failure.ts';
import { Inspector } from './inspector.ts';
import { nearMisses } from './key-variants.ts';
import { createRedactor } from './redact.ts';
import type { Level, Requirement } from './requirement.ts';
import { selectRequirements } from './table.ts';
import { parseTarget, type Settings, type Target } from './target.ts';

/** How a requirement came out. */
export type Outcome = 'met' | 'not met' | 'inconclusive';

/** What a run says of one requirement. Keys are hidden in every text. */
export interface RequirementResult {
  readonly id: string;
  readonly level: Level;
  readonly title: string;
  readonly source: string;
  readonly outcome: Outcome;
  /** Why it cannot be told, and what would settle it. */
  readonly reason?: string;
  readonly expected?: string;
  readonly received?: string;
  /** The likely cause in one sentence. */
  readonly diagnosis?: string;
  /** A line for a shell that repeats the request; keys are environment variables in it. */
  readonly curl?: string;
  /** The window that shows it, to be drawn. */
  readonly window?: WindowEvidence;
  readonly durationMs: number;
}

/** What a run tells while it goes on. */
export type ContractEvent =
  | { readonly type: 'start'; readonly baseUrl: string; readonly seed: number; readonly total: number }
  | { readonly type: 'result'; readonly result: RequirementResult }
  | { readonly type: 'end'; readonly summary: Summary };

/** What a run came to. */
export interface Summary {
  readonly baseUrl: string;
  /** Repeats the random choices of the run. */
  readonly seed: number;
  readonly met: number;
  /** MUST requirements that are not met. */
  readonly failed: number;
  /** SHOULD requirements that are not met. */
  readonly warned: number;
  readonly inconclusive: number;
  readonly requests: number;
  readonly durationMs: number;
  /** Why most could not be told, such as a user without events; undefined for a run that could do its work. */
  readonly incomplete: string | undefined;
}

/** Which requirements to check. */
export interface Selection {
  /** IDs or groups; all when empty. */
  readonly only?: readonly string[];
  /** IDs or groups to leave out. */
  readonly skip?: readonly string[];
  /** `MUST` leaves SHOULD requirements out. */
  readonly level?: Level;
}

/**
 * Verifies that a server keeps the contract: checks the requirements one after another and tells each outcome.
 *
 * @throws ContractAborted when an option cannot be used or the server cannot be reached.
 * @example
 * ```ts
 * for await (const event of verifyContract({ baseUrl, key, projectKey, userIds: ['ada@example.org'] })) {
 *   if (event.type === 'result' && event.result.outcome === 'not met') console.error(event.result);
 * }
 * ```
 */
export async function* verifyContract(
  target: Target,
  selection: Selection = {},
): AsyncGenerator<ContractEvent, Summary> {
  const settings = parseTarget(target);
  const rows = select(selection);
  const seed = settings.seed ?? Math.floor(performance.timeOrigin + performance.now()) % 2 ** 31;
  const began = performance.now();
  const inspector = new Inspector(
    new Map(rows.flatMap(({ id, rule }) => (rule ? [[id, rule]] : []))),
    secretsOf(settings),
  );
  const client = new Client(settings, (exchange) => inspector.inspect(exchange));
  const context = new RunContext(settings, client, inspector, seed);
  const redact = createRedaction(settings);

  yield { type: 'start', baseUrl: redact(settings.baseUrl), seed, total: rows.length };
  const found = await reach(context);
  const isReadable = found !== undefined;
  const results: RequirementResult[] = [];
  for (const row of rows) {
    const result = await checkRow(row, context, isReadable, redact);
    results.push(result);
    yield { type: 'result', result };
  }
  const count = (outcome: Outcome, level?: Level) =>
    results.filter((result) => result.outcome === outcome && (!level || result.level === level)).length;
  const summary: Summary = {
    baseUrl: redact(settings.baseUrl),
    seed,
    met: count('met'),
    failed: count('not met', 'MUST'),
    warned: count('not met', 'SHOULD'),
    inconclusive: count('inconclusive'),
    requests: client.requests,
    durationMs: performance.now() - began,
    incomplete:
      found === 0
        ? 'the user has no events, so there was nothing to compare; pass a --user who has some'
        : client.stopped,
  };
  yield { type: 'end', summary };
  return summary;
}

function select({ only, skip, level }: Selection): Requirement[] {
  try {
    return selectRequirements(only, skip).filter((row) => level !== 'MUST' || row.level === 'MUST');
  } catch (cause) {
    throw new ContractAborted(`Failed to verify: ${(cause as Error).message}.`, { cause });
  }
}

/** Counts the first user's events. Undefined when the server answers otherwise; aborts when nobody answers at all. */
async function reach(context: RunContext): Promise<number | undefined> {
  const exchange = await context.ask();
  if (exchange.fault?.kind === 'unreachable') {
    throw new ContractAborted(
      `Failed to reach ${context.settings.baseUrl}: ${exchange.fault.message}. Is the server running, and is the address right?`,
    );
  }
  if (exchange.fault) return undefined;
  return context.baseline().then(
    (events) => events.length,
    () => undefined,
  );
}

/** Requirements that can be told even when the documented request is not answered as documented. */
const STAND_ALONE = /^(REQUEST-01|AUTH-0[123]|ISOLATION-04)$/;

async function checkRow(
  row: Requirement,
  context: RunContext,
  isReadable: boolean,
  redact: (text: string) => string,
): Promise<RequirementResult> {
  const began = performance.now();
  const end = await outcomeOf(row, context, isReadable);
  return {
    id: row.id,
    level: row.level,
    title: row.title,
    source: row.source,
    ...mapTexts(end, redact),
    durationMs: performance.now() - began,
  };
}

type End = Pick<RequirementResult, 'outcome' | 'reason' | 'expected' | 'received' | 'diagnosis' | 'curl' | 'window'>;

async function outcomeOf(row: Requirement, context: RunContext, isReadable: boolean): Promise<End> {
  if (!isReadable && row.check && !STAND_ALONE.test(row.id)) {
    return {
      outcome: 'inconclusive',
      reason: 'the documented request is not answered with a list of events (REQUEST-01)',
    };
  }
  const first = await attempt(row, context);
  if (first.outcome !== 'not met' || !row.check || !context.usedBaseline) return first;
  if (!(await context.hasMoved())) return first;
  const second = await attempt(row, context);
  if (second.outcome !== 'not met' || !(await context.hasMoved())) return second;
  return { outcome: 'inconclusive', reason: "the user's data moved while it was read; pass a --user whose data rests" };
}

async function attempt(row: Requirement, context: RunContext): Promise<End> {
  context.usedBaseline = false;
  try {
    if (row.check) await row.check(context);
    else context.inspector.assert(row.id);
    return { outcome: 'met' };
  } catch (error) {
    if (error instanceof Inconclusive) return { outcome: 'inconclusive', reason: error.message };
    if (!(error instanceof ContractFailure)) throw error;
    const { exchange, diagnosis, expected, received, window } = error.details;
    return {
      outcome: 'not met',
      expected,
      received,
      ...(diagnosis && { diagnosis }),
      ...(exchange && { curl: toCurl(exchange.request) }),
      ...(window && { window }),
    };
  }
}

function secretsOf({ key, otherKey }: Settings): string[] {
  return [key, ...(otherKey ? [otherKey] : [])].filter((secret) => secret.length >= 8);
}

function createRedaction(settings: Settings): (text: string) => string {
  const { add, redact } = createRedactor();
  add(settings.key, '$OPENREPLAY_API_KEY');
  if (settings.otherKey) add(settings.otherKey, '$OTHER_API_KEY');
  for (const { value, shell } of nearMisses(settings.key)) if (value.length >= 8) add(value, shell);
  return redact;
}

function mapTexts({ outcome, window, ...texts }: End, map: (text: string) => string): End {
  const mapped = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, map(text)]));
  return { outcome, ...mapped, ...(window && { window }) };
}
