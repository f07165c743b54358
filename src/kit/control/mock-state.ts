import { epochMsSchema, MAX_EPOCH_MS, projectKeySchema } from '../../api/scalars.ts';
import { DURATION } from '../../shared/duration.ts';
import * as z from '../../shared/zod.ts';
import { FASTEST_SPEED } from '../clock-speed.ts';
import { scenarioNameSchema } from '../scenario.ts';

const count = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .meta({ description, examples: [example] });

const projectsSchema = z.array(projectKeySchema).meta({
  description: 'The keys of the projects that the mock serves; the first is the default.',
  examples: [['3sWXSsqHgSKnE87YkNJK']],
});
const speedSchema = z
  .number()
  .min(0)
  .max(FASTEST_SPEED)
  .meta({ description: 'How many times as fast as real time the clock runs; 0 while it is stopped.', examples: [1] });
const nowSchema = epochMsSchema.meta({
  description: "The time that the mock's clock shows, in epoch milliseconds.",
  examples: [1767225600000],
});
const scenariosOnSchema = z.array(scenarioNameSchema).meta({
  description: 'The names of the scenarios that are switched on.',
  examples: [['slow']],
});
const faultsOnSchema = count('How many faults are set.', 0);

const servedApiSchema = z
  .object({
    id: z.string().meta({ description: 'The ID of the API: documented, v1 or v2.', examples: ['documented'] }),
    basePaths: z.array(z.string()).meta({
      description: 'Its base paths; the first is that of real servers.',
      examples: [['/api/v1', '/v1']],
    }),
  })
  .meta({ description: 'An API that the mock serves.' });

/** The configuration of the mock and what is switched on. */
export const healthSchema = z
  .object({
    status: z.literal('ok').meta({ description: 'Always ok: the mock is running.', examples: ['ok'] }),
    version: z.string().meta({ description: 'The version of openreplay-kit.', examples: ['0.1.0'] }),
    api: z.string().meta({ description: 'The base path of the mocked API.', examples: ['/api/app'] }),
    apis: z.array(servedApiSchema).meta({ description: 'The APIs that the mock serves, the first of them at `api`.' }),
    projects: projectsSchema,
    users: count('How many users are generated in each project.', 25),
    seed: z
      .union([z.int(), z.string()])
      .meta({ description: 'What the generated data follows from: a whole number or a text.', examples: [1] }),
    host: z.string().meta({ description: 'The host of the generated site.', examples: ['testsite.openreplay.com'] }),
    locale: z.string().meta({ description: 'The language of the generated data.', examples: ['en'] }),
    inputEvents: z
      .boolean()
      .meta({ description: 'Whether INPUT events are generated and may be recorded.', examples: [false] }),
    window: z.enum(['event', 'session']).meta({
      description: 'What start_date and end_date filter: events by their time, or whole sessions by their start.',
      examples: ['event'],
    }),
    live: z
      .boolean()
      .meta({ description: 'Whether new events keep happening as the clock advances.', examples: [false] }),
    now: nowSchema,
    speed: speedSchema,
    developmentKey: z.boolean().meta({
      description: 'Whether the API accepts the published development key, DevKeyOpenReplayKit1.',
      examples: [true],
    }),
    recordedEvents: count('How many events are recorded, in all projects.', 6),
    state: z
      .object({
        position: count('How many changes the mock has applied, of those that are kept outside of it.', 7),
        lag: count('How many changes it has not applied yet.', 0),
        isCurrent: z.boolean().meta({
          description:
            'Whether the mock is sure to know all changes. One that lost its connection to them answers from what it knew.',
          examples: [true],
        }),
        problem: z
          .string()
          .optional()
          .meta({
            description: 'Why no changes can be made, in one sentence; left out if they can.',
            examples: ['the state at redis://127.0.0.1:6379/0?prefix=kit is out of reach: connection refused'],
          }),
      })
      .meta({ description: 'How far the mock is in the changes that it shares or keeps.' }),
    scenarios: scenariosOnSchema,
    faults: faultsOnSchema,
  })
  .meta({ id: 'Health', title: 'Health', description: 'The configuration of the mock and what is switched on.' });

/** The projects of the mock. */
export const projectListSchema = z
  .object({ projects: projectsSchema })
  .meta({ id: 'ProjectList', title: 'Projects', description: 'The projects of the mock.' });

/** The time of the mock's clock. */
export const clockSchema = z
  .object({ now: nowSchema, speed: speedSchema })
  .meta({ id: 'Clock', title: 'Clock', description: "The time of the mock's clock, and how fast it runs." });

/** How to change the mock's clock. */
export const clockChangeSchema = z
  .strictObject({
    advance: z
      .union([z.int().min(0).max(MAX_EPOCH_MS), z.string().meta({ pattern: DURATION.source })])
      .optional()
      .meta({
        description: 'How far to advance the clock: milliseconds, or a text of numbers and units ms, s, m, h, d, w.',
        examples: ['1d12h'],
      }),
    speed: z
      .number()
      .min(0)
      .max(FASTEST_SPEED)
      .optional()
      .meta({
        description:
          'How many times as fast as real time the clock runs from now on; 0 stops it. Only a mock with access to real time can run.',
        examples: [1],
      }),
  })
  .refine(({ advance, speed }) => advance !== undefined || speed !== undefined, 'must have advance, speed or both')
  .meta({
    id: 'ClockChange',
    title: 'Change of the clock',
    description: "How to change the mock's clock.",
    minProperties: 1,
  });

/** What a client that watches the mock receives after a change. */
export const stateSchema = z
  .object({
    changed: z
      .enum(['nothing', 'recorded', 'everything', 'scenarios', 'faults', 'clock', 'requests'])
      .meta({ description: 'What was changed; left out at the start of the stream.', examples: ['scenarios'] }),
    now: nowSchema,
    speed: speedSchema,
    scenarios: scenariosOnSchema,
    faults: faultsOnSchema,
  })
  .meta({
    id: 'State',
    title: 'State',
    description: 'What is switched on, sent at the start of the stream and after each change through the control API.',
  });

/** The changed part of the mock. */
export type Changed = z.infer<typeof stateSchema>['changed'];
