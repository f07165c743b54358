import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/api/examples.ts';
import { BASE_PATH, DOCUMENTED_EVENTS, operations } from '../../src/api/index.ts';
import { buildDocument } from '../../src/openapi/document.ts';
import { badDate, problems } from '../../src/serve/problem.ts';

const document = buildDocument('3.1');
const replies = operations.flatMap(({ path, replies }) =>
  Object.entries(replies).map(([status, { schema }]) => ({ path, status, schema })),
);

describe('the named examples', () => {
  it.each(replies)('of $status of $path fit its schema, and there is at least one', ({ path, status, schema }) => {
    const response = document.paths?.[`${BASE_PATH}${path}`]?.get?.responses?.[status];
    const examples: { value: unknown }[] = Object.values(response.content['application/json'].examples);
    expect(examples.length).toBeGreaterThan(0);
    for (const { value } of examples) expect(schema.parse(value)).toEqual(value);
  });

  it('begin with the documented reply, value for value and key for key', () => {
    const [[name, first] = []] = Object.entries(EXAMPLES.SessionsReply ?? {});
    expect(name).toBe('documented');
    expect(JSON.stringify(Object(first).value)).toBe(JSON.stringify({ data: DOCUMENTED_EVENTS }));
  });

  it('say of a refusal what the mock says', () => {
    const said = { ...problems, badDate: badDate('start_date', ['yesterday']) };
    for (const status of [400, 401, 404]) {
      for (const [name, example] of Object.entries(EXAMPLES[status] ?? {})) {
        const { message } = said[name as keyof typeof said];
        expect(example).toHaveProperty('value', { errors: [message] });
      }
    }
  });
});
