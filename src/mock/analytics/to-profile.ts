import { compareTexts, type NamedProfile, type Profile, type StoredEvent } from '../../store/analytics.ts';
import { EMPTY_PROFILE } from '../../store/empty-profile.ts';

/** Builds the profile that the newer servers have of a user, from at least one event, in any order. */
export function toProfile(userId: string, events: readonly StoredEvent[]): Profile {
  const first = events.reduce((earliest, event) => (event.createdAt < earliest.createdAt ? event : earliest));
  const last = events.reduce((latest, event) => (event.createdAt > latest.createdAt ? event : latest));
  const [firstName = '', lastName = ''] = toNames(userId);
  const { $country = '', $state = '', $city = '' } = last.columns;
  const { $initial_referrer = '', $referring_domain = '' } = first.columns;
  return {
    ...EMPTY_PROFILE,
    ...namesOf(userId),
    $first_name: firstName,
    $last_name: lastName,
    $created_at: first.createdAt,
    distinct_ids: [...new Set([userId, ...events.map(({ deviceId }) => deviceId).filter(Boolean)])].sort(compareTexts),
    $sdk_edition: 'web',
    $current_url: last.currentUrl,
    $initial_referrer,
    $referring_domain,
    $country,
    $state,
    $city,
    $first_event_at: first.createdAt,
    $last_seen: last.createdAt,
  };
}

/** What the profile of a user is found by, which follows from the ID alone. */
export function namesOf(userId: string): NamedProfile {
  return { $user_id: userId, $email: userId.includes('@') ? userId : '', $name: toNames(userId).join(' ') };
}

/** Derives the names from an ID such as `ada.lovelace@example.org`. */
function toNames(userId: string): string[] {
  const [local = ''] = userId.split(/[@+]/);
  const words = local.split(/[._-]/).filter((word) => /^\p{L}+$/u.test(word));
  return words.slice(0, 2).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
}
