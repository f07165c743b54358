import { v2Api } from '../../api/v2/api.ts';
import type { Service } from '../../serve/service.ts';
import { getUserRow } from './get-user.ts';
import { jobRows } from './jobs.ts';
import { listSessionEventsRow } from './list-session-events.ts';
import { listUserSessionsRow } from './list-user-sessions.ts';
import { projectRows } from './projects.ts';
import { searchUsersRow } from './search-users.ts';

/** The service of v2. */
export const v2Service: Service = {
  api: v2Api,
  rows: [listUserSessionsRow, getUserRow, searchUsersRow, listSessionEventsRow, ...jobRows, ...projectRows],
};
