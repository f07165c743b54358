import type { Backend } from '../../src/serve/service.ts';
import { EventBuffer } from '../../src/store/event-buffer.ts';

const unused = (): never => {
  throw new TypeError('No operation of this test asks for that.');
};

/** What answers for nobody, and fails where more than events of users is asked for. */
export const EMPTY_BACKEND: Backend = {
  hasProject: () => false,
  find: () => new EventBuffer(),
  window: 'event',
  loadAnalytics: unused,
  loadSessions: unused,
  jobs: { list: unused, schedule: unused, cancel: unused },
};
