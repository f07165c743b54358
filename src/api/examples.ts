import { DOCUMENTED_EVENTS } from './documented.ts';

/** A reply body that is shown, and may be asked for by name. */
export interface NamedExample {
  readonly summary: string;
  readonly value: unknown;
}

const refusal = (summary: string, sentence: string) => ({ summary, value: { errors: [sentence] } });

/**
 * The named examples of replies, by the component of the body or, for refusals, by status. The first of each is what
 * Prism answers with.
 */
export const EXAMPLES: Readonly<Record<string, Readonly<Record<string, NamedExample>>>> = {
  SessionsReply: {
    documented: {
      summary: "The documented example: six events of one user's session",
      value: { data: DOCUMENTED_EVENTS },
    },
    empty: { summary: 'A user without events, or a window without any', value: { data: [] } },
  },
  400: {
    badDate: refusal(
      'A date that is not a whole number',
      'start_date must be one whole number of epoch milliseconds from 0 to 8640000000000000, received "yesterday".',
    ),
    badUserId: refusal(
      'A user ID that is too long',
      'userId must be 1 to 256 characters, percent-encoded as UTF-8 in one path segment.',
    ),
  },
  401: {
    missingKey: refusal('No key', 'The API key is missing: send the organization API key in the Authorization header.'),
    wrongKey: refusal(
      'A wrong key',
      'The API key is wrong: send the bare organization API key in the Authorization header, without a scheme.',
    ),
  },
  404: { unknownProject: refusal('An unknown project', 'The project does not exist.') },
};
