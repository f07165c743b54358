import { toSentence } from '../shared/sentence.ts';
import type { ContractApi } from './asking/contract-api.ts';
import { reaches } from './asking/depth.ts';
import { Inspector } from './asking/inspector.ts';
import { leastDepth, type Requirement } from './asking/requirement.ts';
import { createRunContext, type RunContext } from './asking/run-context.ts';
import { parseTarget, type Settings, type Target } from './asking/target.ts';
import { type Checked, checkRequirement, type Reached, reach } from './check.ts';
import { adviseSpeaker, findApi, findElsewhere } from './find-api.ts';
import { ContractAborted } from './outcome/failure.ts';
import type { ContractEvent, Level, Outcome, RequirementResult, Summary } from './outcome/result.ts';
import { contractOf, selectRequirements } from './table.ts';
import { SHORTEST_ANYWHERE } from './wire/redact.ts';

/** Which requirements to check. */
export interface Selection {
  /** IDs or groups; all when empty. */
  readonly only?: readonly string[] | undefined;
  /** IDs or groups to leave out. */
  readonly skip?: readonly string[] | undefined;
  /** `MUST` leaves SHOULD requirements out. */
  readonly level?: Level | undefined;
  /** IDs of known failures: they do not fail the run unless they are met. */
  readonly known?: readonly string[] | undefined;
}

/**
 * Verifies that a server meets the contract: checks the requirements one after another and yields each result.
 *
 * @throws ContractAborted if an option is invalid or the server cannot be reached.
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
  return yield* verifyApi(await findApi(parseTarget(target)), target, selection);
}

/** Verifies that a server meets the contract of one of its APIs. */
export async function* verifyApi(
  api: ContractApi,
  target: Target,
  selection: Selection = {},
): AsyncGenerator<ContractEvent, Summary> {
  const settings = parseTarget(target);
  const selected = select(contractOf(api), selection);
  // rows selected by ID are checked at any depth
  const isNamed = ({ id }: Requirement) => selection.only?.includes(id) ?? false;
  const rows = selected.filter((row) => isNamed(row) || reaches(settings.depth, leastDepth(row)));
  const leftOut = selected.filter((row) => !rows.includes(row)).map(({ id }) => id);
  const began = performance.now();
  const startedAt = Math.floor(performance.timeOrigin + began);
  const seed = settings.seed ?? startedAt % 2 ** 31;
  const { probe } = api;
  const inspector = new Inspector(rows, secretsOf(settings), probe.itemsOf);
  const context = createRunContext(settings, { probe, inspector, seed });
  const { redact } = context.redactor;
  const isKnown = (id: string) => selection.known?.includes(id) ?? false;
  const markKnown = (result: RequirementResult): RequirementResult =>
    result.outcome === 'not met' && isKnown(result.id) ? { ...result, isKnown: true } : result;

  yield { type: 'start', api: api.name, baseUrl: redact(settings.baseUrl), seed, total: rows.length };
  const found = await lookElsewhere(await reach(context, redact), api, settings);
  const checked: Checked[] = [];
  for (const row of rows) {
    const one = await checkRequirement(row, context, found, redact);
    checked.push(one);
    yield { type: 'result', result: markKnown(one.result), requests: context.exchanges.requests };
  }
  const results = checked.map((one) => markKnown(one.conclude()));
  const count = (outcome: Outcome, level?: Level) =>
    results.filter((result) => result.outcome === outcome && !result.isKnown && (!level || result.level === level))
      .length;
  const firstContact = rows.find((row) => row.isFirstContact)?.id;
  const isUnread = results.some(({ id, outcome }) => id === firstContact && outcome === 'not met');
  const summary: Summary = {
    baseUrl: redact(settings.baseUrl),
    startedAt,
    seed,
    met: count('met'),
    notMet: count('not met', 'MUST'),
    shouldNotMet: count('not met', 'SHOULD'),
    skipped: count('skipped'),
    known: results.filter(({ isKnown }) => isKnown).length,
    // a quick run asks too little to show that a known failure is gone
    metAgain:
      settings.depth === 'quick'
        ? []
        : results.filter(({ id, outcome }) => outcome === 'met' && isKnown(id)).map(({ id }) => id),
    leftOut,
    requests: context.exchanges.requests,
    durationMs: performance.now() - began,
    dates: context.baseline.found?.line,
    incomplete:
      redact(whyIncomplete(context, found, isUnread) ?? whyKitFailed(checked) ?? whyUnjudged(checked) ?? '') ||
      undefined,
  };
  yield { type: 'end', summary, results };
  return summary;
}

/** If the API is missing, or its list is empty, another API may be the one that answers. */
async function lookElsewhere(found: Reached, api: ContractApi, settings: Settings): Promise<Reached> {
  const { events, isAbsent = false } = found;
  if (!isAbsent && events !== 0) return found;
  const speaker = await findElsewhere(api, settings, { isOnlyHere: !isAbsent });
  return speaker ? { ...found, noApi: adviseSpeaker(speaker, settings) } : found;
}

function whyIncomplete(
  { exchanges: { stopped }, baseline: { idleUser }, settings }: RunContext,
  { events, end, noApi }: Reached,
  isUnread: boolean,
): string | undefined {
  if (noApi !== undefined) return noApi.replace(/\.$/, '');
  if (events === undefined && !isUnread) {
    return stopped ?? `the documented request was not answered with a list of events (${end})`;
  }
  if (events === 0) return 'the user has no events, so there was nothing to compare; pass a --user who has some';
  if (idleUser === undefined || settings.userIds.length === 1) return stopped;
  return `user "${idleUser}" has no events, so nothing of theirs was compared; pass those with events only`;
}

/** Reports bugs in the kit, as the result without them might be different. */
function whyKitFailed(checked: readonly Checked[]): string | undefined {
  const ids = checked.filter(({ isBug }) => isBug).map(({ result }) => result.id);
  return ids.length > 0
    ? `a bug in openreplay-kit kept ${ids.join(', ')} from being judged; please report it`
    : undefined;
}

/** If more than this share of the MUST rows could not be judged, a run without failures says too little. */
const LARGEST_UNJUDGED = 0.1;

/** Rows without a verdict do not count if an option or data of the user is missing, or if they follow from another row. */
function whyUnjudged(checked: readonly Checked[]): string | undefined {
  const asked = checked.filter(({ result, isUnasked }) => result.level === 'MUST' && !isUnasked);
  const unjudged = asked.filter(({ result: { outcome, follows } }) => outcome === 'skipped' && !follows);
  if (unjudged.length <= asked.length * LARGEST_UNJUDGED) return undefined;
  const [first] = unjudged;
  return `${unjudged.length} of ${asked.length} MUST requirements could not be judged, such as ${first?.result.id}: ${first?.result.reason}`;
}

function select(all: readonly Requirement[], { only, skip, level, known }: Selection): Requirement[] {
  try {
    selectRequirements(known, [], all);
    const rows = selectRequirements(only, skip, all).filter((row) => level !== 'MUST' || row.level === 'MUST');
    if (rows.length > 0) return rows;
    throw new RangeError('nothing is left to check by what is named to check and to leave out (only, skip, level)');
  } catch (cause) {
    throw new ContractAborted(`Failed to verify: ${toSentence((cause as Error).message)}`, { cause });
  }
}

function secretsOf({ key, otherKey }: Settings): string[] {
  return [key, ...(otherKey ? [otherKey] : [])].filter((secret) => secret.length >= SHORTEST_ANYWHERE);
}
