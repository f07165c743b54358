import { documentedApi } from '../../api/documented/api.ts';
import type { Service } from '../../serve/service.ts';
import { getUserSessionsRow } from './get-user-sessions.ts';

/** The documented API, answered. */
export const documentedService: Service = { api: documentedApi, rows: [getUserSessionsRow] };
