import { refuse } from '../../api/problem.ts';
import { USER_COLUMNS } from '../../api/v2/columns.ts';
import { getUser } from '../../api/v2/operations.ts';
import { escapeHtml } from '../../api/v2/wire-json.ts';
import { createRow } from '../../serve/row.ts';
import type { Backend } from '../../serve/service.ts';
import { writeData } from './write.ts';

/** Answers `getUser`. */
export const getUserRow = createRow<Backend, typeof getUser>(
  getUser,
  async ({ loadAnalytics }, { path: { projectKey, userId } }) => {
    const analytics = await loadAnalytics();
    const profile = await analytics.profile(projectKey, userId);
    if (!profile) return refuse(404, 'user not found');
    const fields = USER_COLUMNS.map((column) => [column, escapeHtml(profile[column])]);
    return writeData(Object.fromEntries(fields));
  },
);
