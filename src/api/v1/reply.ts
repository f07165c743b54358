import * as z from '../../shared/zod.ts';
import { jobSchema } from '../job.ts';

const text = (description: string, example: string) => z.string().meta({ description, examples: [example] });
const textOrNull = (description: string, example: string) =>
  z
    .string()
    .nullable()
    .meta({ description, examples: [example] });
const whole = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .meta({ description, examples: [example] });
const wholeOrNull = (description: string, example: number) =>
  z
    .int()
    .nullable()
    .meta({ description, examples: [example] });

/** A session summary: 13 fields in wire order (`observed: v1`). */
const sessionSummarySchema = z
  .object({
    projectId: whole('The number of the project.', 1),
    sessionId: text('The ID of the session, in digits.', '4813023023591169'),
    userUuid: text('Identifies the browser or app.', '15bd70f6-aedf-4544-8ae6-57eb66398e94'),
    userId: text('The ID of the user.', 'mickael@openreplay.com'),
    userOs: textOrNull('The operating system.', 'Mac OS X'),
    userBrowser: textOrNull('The browser; null for a session of an app.', 'Chrome'),
    userDevice: textOrNull('The device; empty on a desktop.', ''),
    userCountry: text('The country as two letters, `UN` if unknown.', 'IN'),
    startTs: whole('When the session started, in epoch milliseconds.', 1623440902620),
    duration: wholeOrNull('Its duration in milliseconds; null while it continues.', 18226),
    eventsCount: whole('Its events.', 6),
    pagesCount: whole('Number of opened pages.', 5),
    errorsCount: whole('Number of script errors.', 0),
  })
  .meta({ id: 'SessionSummary', title: 'Session', description: 'Summary of a session.' });

export const sessionsReplySchema = z
  .object({
    data: z.array(sessionSummarySchema).meta({
      description: 'The first 50 sessions in the window, by session ID. May be empty.',
    }),
  })
  .meta({ id: 'SessionsReply', title: 'Sessions', description: 'The sessions of a user.' });

export const userReplySchema = z
  .object({
    data: z
      .object({
        userId: text('The ID of the user.', 'mickael@openreplay.com'),
        sessionCount: whole('Number of ended sessions.', 1),
        lastSeen: whole('When the latest of them started, in epoch milliseconds.', 1623440902620),
        firstSeen: whole('When the earliest of them started, in epoch milliseconds.', 1623440902620),
      })
      .nullable()
      .meta({ description: 'The user; null without an ended session.' }),
  })
  .meta({ id: 'UserReply', title: 'User', description: 'Summary of a user.' });

const typeOf = z.enum(['LOCATION', 'CLICK', 'INPUT']).meta({ description: 'What happened.', examples: ['CLICK'] });

/** An event of a session: each type and each release has further fields. */
const sessionEventSchema = z
  .looseObject({
    type: typeOf,
    timestamp: whole('When it happened, in epoch milliseconds; whole seconds in the last release.', 1623440905732),
  })
  .meta({ id: 'SessionEvent', title: 'Event', description: 'An event of a session; other fields depend on its type.' });

export const eventsReplySchema = z
  .object({ data: z.array(sessionEventSchema).meta({ description: 'The events by time. May be empty.' }) })
  .meta({ id: 'EventsReply', title: 'Events', description: 'The events of a session.' });

export const jobsReplySchema = z
  .object({ data: z.array(jobSchema).meta({ description: 'The jobs by number. May be empty.' }) })
  .meta({ id: 'JobsReply', title: 'Jobs', description: 'The jobs of a project.' });

export const jobReplySchema = z
  .object({
    data: z.union([jobSchema, z.strictObject({})]).meta({ description: 'The job; an empty object if there is none.' }),
  })
  .meta({ id: 'JobReply', title: 'Job', description: 'A job.' });

/** A project in wire order; the last three fields are those of the last release (`observed: v1`). */
const projectSchema = z
  .object({
    name: text('Its name.', 'Test site'),
    projectKey: text('Its key.', '3sWXSsqHgSKnE87YkNJK'),
    saveRequestPayloads: z.boolean().meta({ description: 'Whether bodies of requests are kept.', examples: [false] }),
    firstRecordedSessionAt: wholeOrNull('When its first session was recorded; null while nobody has looked.', 0),
    createdAt: whole('When it was created, in epoch milliseconds.', 1622505600000),
    sampleRate: whole('The share of visits that is recorded, in percent.', 100).optional(),
    platform: text('What its tracker runs on.', 'web').optional(),
    conditionsCount: whole('Number of conditions for recording.', 0).optional(),
  })
  .meta({ id: 'Project', title: 'Project', description: 'A tracked project.' });

export const projectsReplySchema = z
  .object({ data: z.array(projectSchema).meta({ description: 'The projects.' }) })
  .meta({ id: 'ProjectsReply', title: 'Projects', description: 'The projects of an organization.' });

export const errorsReplySchema = z
  .object({
    errors: z.array(z.string()).meta({ description: 'What was wrong.', examples: [['Invalid API Key']] }),
  })
  .meta({ id: 'ErrorsReply', title: 'Errors', description: 'Why a request was refused.' });

export const detailReplySchema = z
  .object({
    detail: z
      .array(
        z.looseObject({
          loc: z.array(z.string()).meta({
            description: 'Where: in the path or the query, and the name.',
            examples: [['query', 'start_date']],
          }),
          msg: text('What was wrong.', 'value is not a valid integer'),
          type: text('The kind of error.', 'type_error.integer'),
        }),
      )
      .meta({ description: 'One for each invalid parameter.' }),
  })
  .meta({ id: 'DetailReply', title: 'Parameter errors', description: 'Which parameters are not whole numbers.' });
