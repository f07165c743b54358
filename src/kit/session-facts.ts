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

/** Facts of a session besides its events, as any API reports them. */
export const sessionFactsSchema = z.strictObject({
  userUuid: text(
    'Identifies the browser or app; the same in all its sessions.',
    '15bd70f6-aedf-4544-8ae6-57eb66398e94',
  ),
  userOs: orNull('The operating system.', 'Mac OS X'),
  userBrowser: orNull('The browser; null for a session of an app.', 'Chrome'),
  userDevice: orNull('The device; empty if unknown, as on a desktop.', ''),
  userDeviceType: z
    .enum(['desktop', 'mobile', 'tablet', 'other'])
    .meta({ description: 'The kind of device.', examples: ['desktop'] }),
  userCountry: text('The country as two letters, `UN` if unknown.', 'IN'),
  userAgent: orNull('The user agent of the browser; null for a session of an app.', 'Mozilla/5.0'),
  platform: z.enum(['web', 'ios', 'android']).meta({ description: 'What the tracker runs on.', examples: ['web'] }),
  startTs: epochMsSchema.meta({
    description: 'When the session started, epoch ms: slightly before its first event.',
    examples: [1623440902620],
  }),
  duration: z
    .int()
    .min(0)
    .nullable()
    .meta({ description: 'Its duration in milliseconds; null while it continues.', examples: [18226] }),
  pagesCount: count('Number of opened pages.', 5),
  eventsCount: count('Number of counted events.', 6),
  errorsCount: count('Number of script errors.', 0),
  issuesCount: count('Number of issues, such as dead clicks.', 0),
});

/** Facts of a session besides its events. */
export type SessionFacts = z.infer<typeof sessionFactsSchema>;

const eventDetailsSchema = z
  .strictObject({
    selector: text('CSS selector of the clicked element.', '#b7 > a').optional(),
    url: text('URL of the page on which it was clicked.', 'https://shop.example.com/cart/').optional(),
    path: orNull('Path of that page.', '/cart/').optional(),
    hesitation: count('How long the pointer or cursor rested there before, in milliseconds.', 196).optional(),
    duration: count('How long filling in the field took, in milliseconds.', 7000).optional(),
  })
  .meta({ description: 'What v1 also reports about a click or an input.' });

/** What v1 reports about an event, and the documented API does not. */
export type EventDetails = z.infer<typeof eventDetailsSchema>;

const eventDetailsById = z.record(z.string().regex(/^\d{1,16}$/), eventDetailsSchema).meta({
  description: 'What v1 also reports about single events, by messageId.',
  examples: [{ '17179871001': { selector: 'nav > a.shop' } }],
});

const given = { ...sessionFactsSchema.partial().shape, eventDetails: eventDetailsById.optional() };

/** Facts that may be given for a recorded session; missing ones are generated to fit the events. */
export const sessionFactsInputSchema = z.strictObject(given).meta({
  id: 'SessionFactsInput',
  title: 'Facts of a session to record',
  description: 'Facts of the session besides its events; missing ones are generated to fit them.',
});

/** Facts given for a session. */
export type GivenFacts = z.infer<typeof sessionFactsInputSchema>;
