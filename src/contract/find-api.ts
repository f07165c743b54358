import { documentedApi } from './apis/documented/contract.ts';
import { APIS, placeOf } from './apis.ts';
import type { ContractApi } from './asking/contract-api.ts';
import { Inspector } from './asking/inspector.ts';
import { createRunContext } from './asking/run-context.ts';
import type { Settings } from './asking/target.ts';
import { Inconclusive } from './outcome/failure.ts';

/** An API, and the base URL where it answers. */
interface Speaker {
  readonly api: ContractApi;
  readonly baseUrl: string;
}

/** An empty list counts for the documented API only if no other one claims it; APIs that list with POST come last. */
const BY_ASKING = [...APIS].sort((a, b) => rankOf(a) - rankOf(b));

function rankOf({ probe, isEmptyListOwn }: ContractApi): number {
  return (probe.operation.method === 'GET' ? 0 : 2) + (isEmptyListOwn ? 0 : 1);
}

/**
 * The API at a URL: the one in the options, else the one that its path names, else the one whose list it
 * returns.
 */
export async function findApi(settings: Settings): Promise<ContractApi> {
  const { api, baseUrl } = settings;
  if (api !== undefined) return APIS.find(({ id }) => id === api) ?? documentedApi;
  const place = placeOf(baseUrl);
  if (place) return place.api;
  for (const candidate of BY_ASKING) if (await speaks({ api: candidate, baseUrl }, settings)) return candidate;
  return documentedApi;
}

/**
 * Searches the same host if an API does not return its list: for another API at this URL, or any API at
 * one of the usual places. If the path of the URL names an API, no other one is tried there.
 *
 * @param isOnlyHere - whether to try this URL only, as it returned an empty list.
 */
export async function findElsewhere(
  asked: ContractApi,
  settings: Settings,
  { isOnlyHere }: { readonly isOnlyHere: boolean },
): Promise<Speaker | undefined> {
  const { baseUrl } = settings;
  const place = placeOf(baseUrl);
  const prefix = place?.prefix ?? new URL(baseUrl).origin;
  const here = place?.api === asked ? [] : APIS.filter((api) => api !== asked).map((api) => ({ api, baseUrl }));
  const usual = APIS.flatMap((api) => api.basePaths.map((path) => ({ api, baseUrl: prefix + path })));
  const speakers = [...here, ...(isOnlyHere ? [] : usual.filter((speaker) => speaker.baseUrl !== baseUrl))];
  for (const speaker of speakers) if (await speaks(speaker, settings)) return speaker;
  return undefined;
}

/** Says what to do if another API answers than the requested one. */
export function adviseSpeaker({ api, baseUrl }: Speaker, settings: Settings): string {
  const isHere = baseUrl === settings.baseUrl;
  return isHere
    ? `This URL speaks ${api.name}: verify it with --api ${api.id}, or without --api.`
    : `This server speaks ${api.name}: the URL should be ${baseUrl}.`;
}

/** Whether the server returns the first user's list in the form of an API. */
async function speaks({ api, baseUrl }: Speaker, settings: Settings): Promise<boolean> {
  const { probe } = api;
  const inspector = new Inspector([], [], probe.itemsOf);
  const context = createRunContext({ ...settings, baseUrl }, { probe, inspector, seed: 0 });
  try {
    const items = context.lists.itemsOf(await context.lists.ask());
    if (!items) return false;
    return items.length > 0 || (await api.isEmptyListOwn?.(context)) !== false;
  } catch (error) {
    if (error instanceof Inconclusive) return false;
    throw error;
  }
}
