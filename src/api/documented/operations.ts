import { refusalReply } from '../error-reply.ts';
import type { NamedExample, Operation } from '../operation.ts';
import type { Problem } from '../problem.ts';
import { DOCUMENTED_EVENTS } from './events.ts';
import { refuse } from './refusals.ts';
import { sessionsReplySchema } from './reply.ts';
import { getUserSessionsHead } from './request.ts';

/** Builds the example of a refusal. */
const refusal = (summary: string, problem: Problem): NamedExample => ({ summary, value: refuse(problem).body });

/** The documented endpoint (`seed: Retrieve user sessions`). */
export const getUserSessions = {
  ...getUserSessionsHead,
  summary: 'Retrieve user sessions',
  description:
    'Returns the list of sessions for a particular user, who has been identified via the `tracker.setUserID` JavaScript function, as the events recorded in them.',
  tag: 'Sessions',
  replies: {
    200: {
      description:
        'The events of the user inside the window. Empty for a user without events and for a window that starts after it ends.',
      schema: sessionsReplySchema,
      examples: {
        documented: {
          summary: "The documented example: six events of one user's session",
          value: { data: DOCUMENTED_EVENTS },
        },
        empty: { summary: 'A user without events, or a window without any', value: { data: [] } },
      },
    },
    400: {
      ...refusalReply('A date is not one whole number of milliseconds, or the user ID is not 1 to 256 characters.'),
      examples: {
        badDate: refusal('A date that is not a whole number', {
          kind: 'bad-query',
          issues: [{ code: 'custom', path: ['start_date'], message: 'Invalid date' }],
          input: { start_date: 'yesterday' },
        }),
        badUserId: refusal('A user ID that is too long', {
          kind: 'bad-path',
          issues: [{ code: 'custom', path: ['userId'], message: 'Too big' }],
          input: {},
        }),
      },
    },
    401: {
      ...refusalReply('The API key is missing or wrong.'),
      examples: {
        missingKey: refusal('No key', { kind: 'missing-key' }),
        wrongKey: refusal('A wrong key', { kind: 'wrong-key' }),
      },
    },
    404: {
      ...refusalReply('The project does not exist.'),
      examples: { unknownProject: refusal('An unknown project', { kind: 'unknown-project' }) },
    },
  },
} as const satisfies Operation;

/** All operations, in reading order. */
export const operations: readonly Operation[] = [getUserSessions];
