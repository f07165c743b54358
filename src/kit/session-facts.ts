import { epochMsSchema } from '../api/scalars.ts';
import * as z from '../shared/zod.ts';

const text = (description: string, example: string) => z.string().meta({ description, examples: [example] });
const orNull = (description: string, example: string) =>
  z
    .string()
    .nullable()
    .meta({ description, examples: [example] });
const count = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .meta({ description, examples: [example] });

/** What is known of a session besides its events, whichever API tells of it. */
export const sessionFactsSchema = z.strictObject({
  userUuid: text(
    'Tells the browser or app from others; the same in all its sessions.',
    '15bd70f6-aedf-4544-8ae6-57eb66398e94',
  ),
  userOs: orNull('The operating system.', 'Mac OS X'),
  userBrowser: orNull('The browser; null for a session of an app.', 'Chrome'),
  userDevice: orNull('The device; empty where its maker tells nothing, as on a desktop.', ''),
  userDeviceType: z
    .enum(['desktop', 'mobile', 'tablet', 'other'])
    .meta({ description: 'What kind of device it is.', examples: ['desktop'] }),
  userCountry: text('The country as two letters, `UN` where it is not known.', 'IN'),
  userAgent: orNull('What the browser calls itself; null for a session of an app.', 'Mozilla/5.0'),
  platform: z.enum(['web', 'ios', 'android']).meta({ description: 'What the tracker runs on.', examples: ['web'] }),
  startTs: epochMsSchema.meta({
    description: 'When the session began, epoch ms: somewhat before its first event.',
    examples: [1623440902620],
  }),
  duration: z
    .int()
    .min(0)
    .nullable()
    .meta({ description: 'How long it was, in milliseconds; null while it goes on.', examples: [18226] }),
  pagesCount: count('Pages that were opened.', 5),
  eventsCount: count('Events that were counted.', 6),
  errorsCount: count('Errors of scripts.', 0),
  issuesCount: count('What went badly, such as clicks that did nothing.', 0),
});

/** What is known of a session besides its events. */
export type SessionFacts = z.infer<typeof sessionFactsSchema>;

const eventDetailsSchema = z
  .strictObject({
    selector: text('Where on the page a click was, as a selector of CSS.', '#b7 > a').optional(),
    hesitation: count('How long the pointer or the cursor was there before, in milliseconds.', 196).optional(),
    duration: count('How long a field was filled in, in milliseconds.', 7000).optional(),
  })
  .meta({ description: 'What v1 tells of a click or an input besides.' });

/** What v1 tells of an event, and the documented API does not. */
export type EventDetails = z.infer<typeof eventDetailsSchema>;

const eventDetailsById = z.record(z.string().regex(/^\d{1,16}$/), eventDetailsSchema).meta({
  description: 'What v1 tells of single events besides, by their messageId.',
  examples: [{ '17179871001': { selector: 'nav > a.shop' } }],
});

const given = { ...sessionFactsSchema.partial().shape, eventDetails: eventDetailsById.optional() };

/** What may be given of a session when it is recorded; what is left out is made up so that it fits the events. */
export const sessionFactsInputSchema = z.strictObject(given).meta({
  id: 'SessionFactsInput',
  title: 'Facts of a session to record',
  description: 'What is known of the session besides its events; what is left out is made up so that it fits them.',
});

/** What was given of a session. */
export type GivenFacts = z.infer<typeof sessionFactsInputSchema>;
