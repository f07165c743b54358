import type { Item } from './item.ts';
import type { UserObservations, WindowObservation } from './user-observations.ts';
import { itemsWithin } from './window.ts';
import type { WindowReading } from './window-reading.ts';

interface Cap {
  readonly sentence: string;
  readonly weight: number;
}

/** Recognises lists that contain a limited number of events, the first ones or the last. */
export function findCap(users: readonly UserObservations[], reading: WindowReading): Cap | undefined {
  for (const end of ['first', 'last'] as const) {
    const length = lengthOfCap(users, reading, end === 'last');
    if (length !== undefined) return { sentence: `Lists hold no more than the ${end} ${length} events.`, weight: 1 };
  }
  return undefined;
}

/** The number of events that lists are limited to, if a limit explains all of them and some were truncated. */
function lengthOfCap(
  users: readonly UserObservations[],
  reading: WindowReading,
  isFromEnd: boolean,
): number | undefined {
  const lists = users.flatMap((user) => {
    const whole = new Set(user.events.map(({ key }) => key));
    return user.observations.map((one) => ({ whole, ...compare(one, user, reading, isFromEnd) }));
  });
  const longest = Math.max(...lists.map(({ whole, got, news }) => (news.length > 0 ? whole.size : got.length)));
  const isExplained = lists.every(({ whole, wanted, got, news }) => {
    const isBeginning = got.every((key, index) => wanted[index] === undefined || key === wanted[index]);
    if (!isBeginning || got.length > longest) return false;
    if (got.length < wanted.length) return got.length === longest;
    // if the list of all events is itself truncated, a window returns events that are not known yet
    return news.length === 0 || (whole.size === longest && !news.some((key) => whole.has(key)));
  });
  const isCut = lists.some(({ wanted, got }) => wanted.length !== got.length);
  return isExplained && isCut && longest > 1 ? longest : undefined;
}

/** The expected and the actual list of a window, both from the end that is kept. */
interface Compared {
  readonly wanted: readonly string[];
  readonly got: readonly string[];
  /** Keys in the actual list that were not expected. */
  readonly news: readonly string[];
}

function compare(
  { window, received }: WindowObservation,
  { events }: UserObservations,
  reading: WindowReading,
  isFromEnd: boolean,
): Compared {
  const inOrder = (list: readonly Item[]) => {
    const keys = list.map(({ key }) => key);
    return isFromEnd ? keys.reverse() : keys;
  };
  const wanted = inOrder(itemsWithin(events, window, reading, received));
  const got = inOrder(received);
  return { wanted, got, news: got.slice(wanted.length) };
}
