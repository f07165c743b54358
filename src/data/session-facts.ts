import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../api/documented/events.ts';
import { openRandom } from '../shared/random.ts';
import { toUuid } from '../shared/uuid.ts';
import { DEVICES, type Device, drawDevice } from './device.ts';
import type { Locale } from './model/locales.ts';
import { LONGEST_START_UP_MS, SHORTEST_START_UP_MS } from './start-up.ts';

/** Whose session it is. */
export interface Owner {
  readonly projectKey: string;
  readonly userId: string;
}

/** The generated facts of a session. */
export interface GeneratedFacts {
  readonly userUuid: string;
  readonly userOs: string;
  readonly userBrowser: string;
  readonly userDevice: string;
  readonly userDeviceType: 'desktop' | 'mobile';
  readonly userCountry: string;
  readonly userAgent: string;
  /** Milliseconds from the start to the first event. */
  readonly startUpMs: number;
  /** Milliseconds from the latest event to the end. */
  readonly restMs: number;
  readonly errorsCount: number;
  readonly issuesCount: number;
}

/** An operating system, a browser and a device that go together. */
interface Client {
  readonly os: string;
  readonly browser: string;
  readonly device: string;
  readonly agent: string;
}

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

const client = (os: string, browser: string, device: string, agent: string): Client => ({ os, browser, device, agent });

/** More common ones are listed more than once. */
const DESKTOPS: readonly Client[] = [
  client('Windows', 'Chrome', '', `${WINDOWS} ${WEBKIT} Chrome/131.0.0.0 Safari/537.36`),
  client('Windows', 'Chrome', '', `${WINDOWS} ${WEBKIT} Chrome/131.0.0.0 Safari/537.36`),
  client('Windows', 'Edge', '', `${WINDOWS} ${WEBKIT} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`),
  client('Windows', 'Firefox', '', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0'),
  client('Mac OS X', 'Chrome', '', `${MAC} ${WEBKIT} Chrome/131.0.0.0 Safari/537.36`),
  client('Mac OS X', 'Safari', '', `${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15`),
  client('Linux', 'Chrome', '', `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/131.0.0.0 Safari/537.36`),
];
const IPHONE = client(
  'iOS',
  'Mobile Safari',
  'iPhone',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
);
const android = (version: number, device: string) =>
  client(
    'Android',
    'Chrome Mobile',
    device,
    `Mozilla/5.0 (Linux; Android ${version}; ${device}) ${WEBKIT} Chrome/131.0.0.0 Mobile Safari/537.36`,
  );
const MOBILES: readonly Client[] = [IPHONE, IPHONE, android(15, 'Pixel 8'), android(14, 'SM-S918B')];
const SLOW_MOBILES: readonly Client[] = [android(10, 'SM-A105F'), android(11, 'Redmi Note 9')];

const CLIENTS: ReadonlyMap<Device, readonly Client[]> = new Map<Device, readonly Client[]>([
  [DEVICES.desktop, DESKTOPS],
  [DEVICES.mobile, MOBILES],
  [DEVICES.slow, SLOW_MOBILES],
]);

/** Countries of a language; those with more speakers are listed more than once. */
const COUNTRIES: Readonly<Record<Locale, readonly string[]>> = {
  en: ['US', 'US', 'US', 'GB', 'CA', 'AU', 'IN'],
  de: ['DE', 'DE', 'DE', 'AT', 'CH'],
  fr: ['FR', 'FR', 'FR', 'BE', 'CA'],
  es: ['ES', 'ES', 'MX', 'AR', 'CO'],
  pt_BR: ['BR'],
  ja: ['JP'],
};

const FAULTLESS = 0.85;
const MOST_FAULTS = 4;
const LONGEST_REST_MS = 30_000;

/**
 * Creates the generator of session facts: always the same device and country for one user, and the same facts for one
 * session in any order of requests. The device is the one that determines the user's page load times.
 */
export function createFactMaker(seed: number | string, locale: Locale) {
  return (owner: Owner, id: string): GeneratedFacts => {
    if (owner.projectKey === DOCUMENTED_PROJECT_KEY && owner.userId === DOCUMENTED_USER_ID) return DOCUMENTED_FACTS;
    const { projectKey, userId } = owner;
    const device = drawDevice(openRandom(seed, projectKey, userId, 'person'));
    const ofUser = openRandom(seed, projectKey, userId, 'client');
    const { os, browser, device: name, agent } = ofUser.pick(CLIENTS.get(device) ?? DESKTOPS);
    const ofSession = openRandom(seed, projectKey, userId, 'facts', id);
    const faults = () => (ofSession.chance(FAULTLESS) ? 0 : ofSession.between(1, MOST_FAULTS));
    return {
      userUuid: toUuid([String(seed), projectKey, userId]),
      userOs: os,
      userBrowser: browser,
      userDevice: name,
      userDeviceType: device === DEVICES.desktop ? 'desktop' : 'mobile',
      userCountry: ofUser.pick(COUNTRIES[locale]),
      userAgent: agent,
      startUpMs: ofSession.between(SHORTEST_START_UP_MS, LONGEST_START_UP_MS),
      restMs: ofSession.below(LONGEST_REST_MS),
      errorsCount: faults(),
      issuesCount: faults(),
    };
  };
}

/** The session of the document's example, as its summary has it (`documented`). */
const DOCUMENTED_FACTS: GeneratedFacts = {
  userUuid: '15bd70f6-aedf-4544-8ae6-57eb66398e94',
  userOs: 'Mac OS X',
  userBrowser: 'Chrome',
  userDevice: '',
  userDeviceType: 'desktop',
  userCountry: 'IN',
  userAgent: `${MAC} ${WEBKIT} Chrome/91.0.4472.77 Safari/537.36`,
  startUpMs: 3112,
  restMs: 918,
  errorsCount: 0,
  issuesCount: 0,
};
