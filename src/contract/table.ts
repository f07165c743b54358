import type { ApiId } from '../api/ids.ts';
import { closest } from '../shared/closest.ts';
import { documentedApi } from './apis/documented/contract.ts';
import { APIS } from './apis.ts';
import type { ContractApi } from './asking/contract-api.ts';
import type { Requirement } from './asking/requirement.ts';
import { GROUPS } from './outcome/result.ts';
import { authRequirements } from './requirements/auth.ts';
import { codingRequirements } from './requirements/codings.ts';
import { conditionalRequirements } from './requirements/conditional.ts';
import { everyReplyRequirements } from './requirements/every-reply.ts';
import { gateHeaderRequirements } from './requirements/gate-headers.ts';
import { gatePathRequirements } from './requirements/gate-paths.ts';
import { headRequirements } from './requirements/head.ts';
import { isolationRequirements } from './requirements/isolation.ts';
import { jsonTextRequirements } from './requirements/json-text.ts';
import { manyRequirements } from './requirements/many.ts';
import { nearIdRequirements } from './requirements/near-ids.ts';
import { ordinaryHeaderRequirements } from './requirements/ordinary-headers.ts';
import { poisonRequirements } from './requirements/poison.ts';
import { queryDateRequirements } from './requirements/query-dates.ts';
import { raceRequirements } from './requirements/races.ts';
import { refusalFormRequirements } from './requirements/refusal-form.ts';
import { repeatRequirements } from './requirements/repeat.ts';
import { requestRequirements } from './requirements/request.ts';
import { robustRequirements } from './requirements/robust.ts';
import { sharingRequirements } from './requirements/sharing.ts';
import { unknownParameterRequirements } from './requirements/unknown-parameters.ts';
import { windowRequirements } from './requirements/window.ts';
import { windowCustomRequirements } from './requirements/window-customs.ts';
import { windowDateRequirements } from './requirements/window-dates.ts';
import { wireFormRequirements } from './requirements/wire-forms.ts';
import { wireGateRequirements } from './requirements/wire-gate.ts';
import { wireTalkRequirements } from './requirements/wire-talk.ts';

/** The rows for every API, in terms of the current list. */
const SHARED: readonly Requirement[] = [
  ...requestRequirements,
  ...queryDateRequirements,
  ...unknownParameterRequirements,
  ...authRequirements,
  ...windowRequirements,
  ...windowDateRequirements,
  ...windowCustomRequirements,
  ...isolationRequirements,
  ...nearIdRequirements,
  ...repeatRequirements,
  ...poisonRequirements,
  ...raceRequirements,
  ...conditionalRequirements,
  ...codingRequirements,
  ...ordinaryHeaderRequirements,
  ...sharingRequirements,
  ...manyRequirements,
  ...robustRequirements,
  ...everyReplyRequirements,
  ...gatePathRequirements,
  ...gateHeaderRequirements,
  ...wireTalkRequirements,
  ...wireFormRequirements,
  ...wireGateRequirements,
  ...headRequirements,
  ...refusalFormRequirements,
  ...jsonTextRequirements,
];

/**
 * All requirements of an API in the order of checking: by group, first those that send requests and then rules for
 * every exchange of the run, each by number.
 */
export function contractOf(api: ContractApi): readonly Requirement[] {
  const { rows, leavesOut = [], musts = [], shoulds = [] } = api;
  const shared = SHARED.filter(({ id }) => !leavesOut.includes(id));
  const atLevel = (row: Requirement): Requirement => {
    if (musts.includes(row.id)) return { ...row, level: 'MUST' };
    return shoulds.includes(row.id) ? { ...row, level: 'SHOULD' } : row;
  };
  const all = [...shared.map((row) => inWordsOf(api, atLevel(row))), ...rows];
  return GROUPS.flatMap((group) =>
    all
      .filter(({ id }) => id.startsWith(`${group}-`))
      .sort((a, b) => Number(isRule(a)) - Number(isRule(b)) || a.id.localeCompare(b.id, 'en')),
  );
}

/** Rules come last, as they have not seen later exchanges. */
function isRule({ rule }: Requirement): boolean {
  return rule !== undefined;
}

/** Translates a shared row into the terms of one API. */
function inWordsOf({ words = {}, sources = {} }: ContractApi, row: Requirement): Requirement {
  const title = row.title.replace(/[\w-]+/g, (word) => words[word] ?? word);
  const group = GROUPS.find((name) => row.id.startsWith(`${name}-`));
  const own = group && sources[group];
  const source = own && row.source.startsWith('documented') ? own : row.source;
  return title === row.title && source === row.source ? row : { ...row, title, source };
}

/** The requirements of the documented API. */
export const requirements: readonly Requirement[] = contractOf(documentedApi);

/** The requirements of an API. */
export function requirementsOf(api: ApiId): readonly Requirement[] {
  const found = APIS.find(({ id }) => id === api);
  return found ? contractOf(found) : requirements;
}

/** Returns the requirements that a selection of IDs or groups names. Throws a RangeError for an unknown name. */
export function selectRequirements(
  only: readonly string[] = [],
  skip: readonly string[] = [],
  rows = requirements,
): Requirement[] {
  for (const name of [...only, ...skip]) {
    const isKnown = GROUPS.some((group) => group === name) || rows.some(({ id }) => id === name);
    if (isKnown) continue;
    const meant = closest(name, [...GROUPS, ...rows.map(({ id }) => id)]);
    const hint = meant === undefined ? `groups are ${GROUPS.join(', ')}` : `did you mean ${meant}?`;
    throw new RangeError(`"${name}" is neither a requirement nor a group; ${hint}`);
  }
  const isNamed = ({ id }: Requirement, names: readonly string[]) =>
    names.some((name) => id === name || id.startsWith(`${name}-`));
  return rows.filter((row) => (only.length === 0 || isNamed(row, only)) && !isNamed(row, skip));
}
