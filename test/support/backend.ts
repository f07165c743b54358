import type { Backend } from '../../src/serve/service.ts';
import { EventBuffer } from '../../src/store/event-buffer.ts';

const unused = (): never => {
  throw new TypeError('No operation of this test asks for that.');
};

/** Knows no project and no events, and fails if anything but the events of users is requested. */
export const EMPTY_BACKEND: Backend = {
  hasProject: () => false,
  find: () => new EventBuffer(),
  window: 'event',
  loadAnalytics: unused,
  loadSessions: unused,
  jobs: { list: unused, schedule: unused, cancel: unused },
};
