import type { GivenFacts } from '../../kit/session-facts.ts';
import type { StoredEvent } from '../../store/analytics.ts';

/** Returns the columns that the newer servers store with each event of a session. */
export function toColumns(facts: GivenFacts): Pick<StoredEvent, 'deviceId' | 'columns'> {
  const { userUuid = '', userOs, userBrowser, userCountry = 'UN', platform = 'web' } = facts;
  return {
    deviceId: userUuid,
    columns: {
      $device: platform === 'web' ? 'web' : 'mobile',
      $os: userOs ?? '',
      $browser: userBrowser ?? '',
      $country: userCountry,
    },
  };
}
