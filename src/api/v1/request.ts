import * as z from '../../shared/zod.ts';
import type { V1Release } from './release.ts';
import { readWholeNumber } from './whole-number.ts';

const projectKey = z.string().meta({
  description: "The key of the project: 20 letters and digits. Found in 'Preferences' > 'Projects'.",
  examples: ['3sWXSsqHgSKnE87YkNJK'],
});
const userId = z.string().meta({
  description: 'The ID of a user, set via `tracker.setUserID`; any text without a slash.',
  examples: ['mickael@openreplay.com'],
});

/** The parameters of requests, as a release reads their whole numbers. */
export function createRequestSchemas(release: V1Release) {
  const wholeNumber = (description: string, example: number) =>
    z
      .string()
      .refine((text) => 'value' in readWholeNumber(text, release), 'must be a whole number')
      // described by its value, as its text may be written in many ways
      .meta({ description, examples: [example], type: 'integer', format: 'int64' });
  return {
    project: z.object({ projectKey }),
    user: z.object({ projectKey, userId }),
    session: z.object({
      projectKey,
      sessionId: wholeNumber('The ID of a session.', 4813023023591169),
    }),
    job: z.object({ projectKey, jobId: wholeNumber('The number of a job.', 1) }),
    none: z.object({}),
    dates: z.object({
      start_date: wholeNumber(
        'Sessions that started before are left out, in epoch milliseconds; one that started then is included.',
        1623440822825,
      ).optional(),
      end_date: wholeNumber(
        'Sessions that started after are left out, in epoch milliseconds; one that started then is included.',
        1623440920846,
      ).optional(),
    }),
  };
}
