/**
 * The contract as a Vitest suite: one test for each requirement, and one for the run as a whole.
 *
 * @packageDocumentation
 */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { API_IDS, type ApiId } from '../api/ids.ts';
import { placeOf } from './apis.ts';
import type { Target } from './asking/target.ts';
import type { RequirementResult } from './outcome/result.ts';
import { type Selection, verifyContract } from './run.ts';
import { requirementsOf, selectRequirements } from './table.ts';

/**
 * Declares a suite that checks a server against the contract. An unmet MUST fails its test, and so does an unmet SHOULD
 * with `strict`; requirements without a verdict are skipped with the reason. One more test fails if the run as a whole
 * was not possible, for example because a user has no events.
 *
 * @param target - the server, or a function that returns it when the suite starts.
 * @param options - which rows to check; `api` if the target is a function, as the suite cannot see the URL in advance.
 * @example
 * ```ts
 * describeSessionsContract(() => ({ baseUrl, key, projectKey, userIds: ['ada@example.org'] }));
 * ```
 */
export function describeSessionsContract(
  target: Target | (() => Target | Promise<Target>),
  {
    strict = false,
    api = typeof target === 'function' ? undefined : apiOf(target),
    ...selection
  }: Selection & { readonly strict?: boolean; readonly api?: ApiId | undefined } = {},
): void {
  describe('sessions contract', () => {
    const results = new Map<string, RequirementResult>();
    let incomplete: string | undefined;
    let leftOut: readonly string[] = [];

    beforeAll(async () => {
      const given = typeof target === 'function' ? await target() : target;
      for await (const event of verifyContract({ ...given, api: api ?? 'documented' }, selection)) {
        if (event.type !== 'end') continue;
        ({ incomplete, leftOut } = event.summary);
        for (const result of event.results) results.set(result.id, result);
      }
    }, TIME_LIMIT_MS);
    afterAll(() => results.clear());

    it('the run can be done', () => {
      if (incomplete !== undefined) throw new Error(`Failed to verify: ${incomplete}.`);
    });

    for (const { id, level, title } of selectRequirements(
      selection.only,
      selection.skip,
      requirementsOf(api ?? 'documented'),
    )) {
      if (selection.level === 'MUST' && level !== 'MUST') continue;
      it(`${id} ${level} ${title}`, ({ skip }) => {
        const result = results.get(id);
        if (leftOut.includes(id)) return skip('left out at this depth');
        if (!result) throw new Error(`The run ended before ${id} was checked.`);
        if (result.outcome === 'skipped') skip(result.reason);
        if (result.outcome === 'not met' && (strict || level === 'MUST')) throw new Error(toMessage(result));
      });
    }
  });
}

/** The API that a target names, by option or by path. */
function apiOf({ api, baseUrl }: Target): ApiId | undefined {
  return api ?? API_IDS.find((id) => id === placeOf(baseUrl)?.api.id);
}

const TIME_LIMIT_MS = 120_000;

function toMessage({ diagnosis, expected, received, curl, command }: RequirementResult): string {
  return [diagnosis, `Expected: ${expected}`, `Received: ${received}`, curl && `Repeat: ${curl}`, command]
    .filter(Boolean)
    .join('\n');
}
