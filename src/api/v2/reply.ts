import * as z from '../../shared/zod.ts';
import { jobSchema } from '../job.ts';

const ms = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .meta({ description, examples: [example] });
const text = (description: string, example: string) => z.string().meta({ description, examples: [example] });

/** A session as a row of a user's list, computed from the events in the window. */
const sessionRowSchema = z
  .object({
    sessionId: z
      .string()
      .regex(/^\d{1,20}$/)
      .meta({
        description: 'The ID of the session: a whole number below 2^64, as a string of digits.',
        examples: ['4813023023591169'],
      }),
    eventsCount: z
      .int()
      .min(1)
      .meta({
        description: 'How many events of the user, of all kinds, are stored for it in the window.',
        examples: [6],
      }),
    startTs: ms('The first of these events, in epoch milliseconds.', 1623440905000),
    endTs: ms('The last of these events, in epoch milliseconds.', 1623440919000),
  })
  .meta({ id: 'SessionRow', title: 'Session', description: 'A session, computed from its events in the window.' });

export const userSessionsReplySchema = z
  .object({
    data: z.object({
      total: z
        .int()
        .min(0)
        .meta({ description: 'How many sessions are in the window; 0 if the page is empty.', examples: [1] }),
      sessions: z
        .array(sessionRowSchema)
        .nullable()
        .meta({ description: 'The page, by `startTs`; equal times are in no particular order. Null if it is empty.' }),
    }),
  })
  .meta({ id: 'UserSessionsReply', title: 'Sessions reply', description: 'The sessions of a user, page by page.' });

const list = (description: string, example: readonly string[]) =>
  z.array(z.string()).meta({ description, examples: [[...example]] });

const bag = (description: string) =>
  z.record(z.string(), z.unknown()).meta({ description, examples: [{ plan: 'pro' }] });

/** The columns of each user found. */
const foundUserFields = {
  $user_id: text('The ID of the user, escaped for HTML.', 'mickael@openreplay.com'),
  $email: text('Their e-mail address.', 'mickael@openreplay.com'),
  $name: text('Their name.', 'Mickael'),
  $first_name: text('Their first name.', 'Mickael'),
  $last_name: text('Their last name.', ''),
  $created_at: ms('When the user was first identified, in epoch milliseconds.', 1623440822000),
  $last_seen: ms('When the user was last seen, in epoch milliseconds.', 1623440919000),
};

const userProfileSchema = z
  .object({
    $user_id: foundUserFields.$user_id,
    $email: foundUserFields.$email,
    $name: foundUserFields.$name,
    $first_name: foundUserFields.$first_name,
    $last_name: foundUserFields.$last_name,
    $phone: text('Their telephone number.', ''),
    $avatar: text('The URL of their picture.', ''),
    $created_at: foundUserFields.$created_at,
    properties: bag('Properties of the user set by the application.'),
    distinct_ids: list('The IDs that the user is known by, in order.', ['mickael@openreplay.com']),
    group_id1: list('The groups that the user belongs to.', []),
    group_id2: list('Further groups.', []),
    group_id3: list('Further groups.', []),
    group_id4: list('Further groups.', []),
    group_id5: list('Further groups.', []),
    group_id6: list('Further groups.', []),
    $sdk_edition: text('The SDK that identified the user.', 'web'),
    $sdk_version: text('The version of the SDK.', '17.0.1'),
    $current_url: text('The page that the user was on.', 'https://testsite.openreplay.com/'),
    $initial_referrer: text('The first referrer of the user.', ''),
    $referring_domain: text('The host of the referrer.', ''),
    initial_utm_source: text('The source of the campaign that brought the user.', ''),
    initial_utm_medium: text('Its medium.', ''),
    initial_utm_campaign: text('Its name.', ''),
    $country: text('Their country, as two capital letters.', 'FR'),
    $state: text('Their state or region.', ''),
    $city: text('Their city.', ''),
    $or_api_endpoint: text('The endpoint of the tracker.', ''),
    $timezone: z.int().meta({ description: 'Their time zone.', examples: [0] }),
    $first_event_at: ms('Their first event, in epoch milliseconds.', 1623440822000),
    $last_seen: foundUserFields.$last_seen,
  })
  .meta({
    id: 'UserProfile',
    title: 'User',
    description: 'The profile of a user. Nothing is null; all texts are escaped for HTML.',
  });

export const userReplySchema = z
  .object({ data: userProfileSchema })
  .meta({ id: 'UserReply', title: 'User reply', description: 'A user.' });

const foundUserSchema = z.looseObject(foundUserFields).meta({
  id: 'FoundUser',
  title: 'Found user',
  description: 'A user that was found, with the requested columns; fields are sorted by name.',
});

export const usersReplySchema = z
  .object({
    data: z.object({
      total: z
        .int()
        .min(0)
        .meta({ description: 'How many users were found; 0 if the page is empty.', examples: [1] }),
      users: z.array(foundUserSchema).meta({ description: 'The page.' }),
    }),
  })
  .meta({ id: 'UsersReply', title: 'Users reply', description: 'The users that were found, page by page.' });

/** The columns of each event. */
const storedEventSchema = z
  .looseObject({
    event_id: z
      .guid()
      .meta({ description: 'The ID of the event.', examples: ['d8010a3e-24e6-4fdf-a393-2bab746216e1'] }),
    $event_name: text(
      'What happened: `LOCATION`, `CLICK`, `INPUT`, `REQUEST`, `ERROR`, or a name chosen by the application.',
      'LOCATION',
    ),
    created_at: ms('When it happened, in epoch milliseconds, whole seconds only.', 1623440905000),
    distinct_id: text(
      'The ID of the user, or of the device while the user was not identified.',
      'mickael@openreplay.com',
    ),
    session_id: text('The ID of the session, in digits.', '4813023023591169'),
  })
  .meta({
    id: 'StoredEvent',
    title: 'Event',
    description: 'An event of a session, with the requested columns. All texts are escaped for HTML.',
  });

export const sessionEventsReplySchema = z
  .object({
    data: z.object({
      total: z
        .int()
        .min(0)
        .meta({ description: 'How many events there are; 0 if the page is empty.', examples: [1] }),
      events: z.array(storedEventSchema).meta({ description: 'The page.' }),
    }),
  })
  .meta({ id: 'SessionEventsReply', title: 'Events reply', description: 'The events of a session, page by page.' });

export const jobReplySchema = z
  .object({ data: jobSchema })
  .meta({ id: 'JobReply', title: 'Job reply', description: 'A job.' });

export const jobsReplySchema = z
  .object({ data: z.array(jobSchema).meta({ description: 'The page, the newest first.' }) })
  .meta({ id: 'JobsReply', title: 'Jobs reply', description: 'The jobs of a project, page by page.' });

const nothing = z
  .string()
  .nullable()
  .meta({ description: 'The name of a metadata field.', examples: [null] });

const projectSchema = z
  .object({
    projectId: z
      .int()
      .min(1)
      .meta({ description: 'The number of the project.', examples: [1] }),
    name: text('Its name.', 'Test site'),
    projectKey: text('Its key.', '3sWXSsqHgSKnE87YkNJK'),
    tenantId: z.int().meta({ description: 'Always 0.', examples: [0] }),
    maxSessionDuration: ms('How long a session may be, in milliseconds.', 7200000),
    sampleRate: z
      .int()
      .min(0)
      .max(100)
      .meta({ description: 'The share of sessions that are recorded, in percent.', examples: [100] }),
    saveRequestPayloads: z.boolean().meta({ description: 'Whether request bodies are stored.', examples: [false] }),
    beaconSize: z
      .int()
      .min(0)
      .meta({ description: 'How many bytes a beacon may have; 0 is the default.', examples: [0] }),
    platform: z.enum(['web', 'ios', 'android']).meta({ description: 'What is recorded.', examples: ['web'] }),
    metadata1: nothing,
    metadata2: nothing,
    metadata3: nothing,
    metadata4: nothing,
    metadata5: nothing,
    metadata6: nothing,
    metadata7: nothing,
    metadata8: nothing,
    metadata9: nothing,
    metadata10: nothing,
  })
  .meta({ id: 'Project', title: 'Project', description: 'A tracked project.' });

export const projectsReplySchema = z
  .object({ data: z.array(projectSchema).meta({ description: 'The projects, by number.' }) })
  .meta({ id: 'ProjectsReply', title: 'Projects reply', description: 'The projects that are tracked.' });

export const projectReplySchema = z
  .object({ data: projectSchema })
  .meta({ id: 'ProjectReply', title: 'Project reply', description: 'A project.' });

/** The body of a refusal, if it has one. */
export const errorReplySchema = z
  .object({
    error: z.string().meta({
      description: 'What was wrong; a line for each rule that is broken.',
      examples: ['invalid JSON body'],
    }),
  })
  .meta({ id: 'ErrorReply', title: 'Error reply', description: 'Why a request was refused.' });
