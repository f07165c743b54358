import { documentedRules } from '../../api/documented/rules.ts';
import type { Service } from '../../serve/service.ts';
import { getUserSessionsRow } from './get-user-sessions.ts';

/** The service of the documented API. */
export const documentedService: Service = { api: documentedRules, rows: [getUserSessionsRow] };
