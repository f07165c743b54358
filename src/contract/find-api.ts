import { documentedApi } from './apis/documented/contract.ts';
import { APIS, placeOf } from './apis.ts';
import type { ContractApi } from './asking/contract-api.ts';
import { Inspector } from './asking/inspector.ts';
import { createRunContext } from './asking/run-context.ts';
import type { Settings } from './asking/target.ts';
import { Inconclusive } from './outcome/failure.ts';

/** An API, and the base URL at which it answers. */
interface Speaker {
  readonly api: ContractApi;
  readonly baseUrl: string;
}

/** An empty list is one of the documented API where it is of no other; what asks with POST comes last. */
const BY_ASKING = [...APIS].sort((a, b) => rankOf(a) - rankOf(b));

function rankOf({ probe, isEmptyListOwn }: ContractApi): number {
  return (probe.operation.method === 'GET' ? 0 : 2) + (isEmptyListOwn ? 0 : 1);
}

/**
 * The API that a URL speaks: the one that is asked for, else the one that its path names, else the one whose list it
 * answers with.
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
 * Looks on the same host for who does answer, where the list of an API does not come: another API at this URL, or any at
 * one of the usual places. A URL that names the API by its path is taken at its word.
 *
 * @param isOnlyHere - whether other URLs say nothing, as a list came that is empty.
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

/** Says what to do where another API answers than the one that was asked for. */
export function adviseSpeaker({ api, baseUrl }: Speaker, settings: Settings): string {
  const isHere = baseUrl === settings.baseUrl;
  return isHere
    ? `This URL speaks ${api.name}: verify it with --api ${api.id}, or without --api.`
    : `This server speaks ${api.name}: the URL should be ${baseUrl}.`;
}

/** Whether the list of the first user comes in the form of an API. */
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
