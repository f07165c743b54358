import { reportSchema } from '../contract/report/report-schema.ts';
import { siteSchema } from '../data/model/site-schema.ts';
import { describeSite } from '../data/model/site-words.ts';
import { recordInputSchema } from '../kit/record.ts';
import * as z from '../shared/zod.ts';
import { knownSchema } from './known-failures.ts';
import { storedFileSchema } from './stored-file.ts';
import { configSchema } from './verify-flags.ts';

const visitSchema = recordInputSchema.extend({ $schema: z.string().optional() });

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  config: configSchema.meta({ title: 'Config of openreplay-kit' }),
  fixture: z.union([visitSchema, z.array(visitSchema)]).meta({ title: 'Visits to record' }),
  known: knownSchema.meta({ title: 'Known failures of openreplay-kit verify' }),
  report: reportSchema,
  site: siteSchema.meta({ title: 'Site that people walk through' }),
  stored: storedFileSchema.meta({ title: 'Rows of a real v2 server' }),
};

/** Returns the JSON Schema of each file that the command reads or writes, by file name. */
export function renderSchemas(): Record<string, string> {
  describeSite();
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      const document = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' });
      return [`schemas/${name}.json`, `${JSON.stringify(document, null, 2)}\n`];
    }),
  );
}
