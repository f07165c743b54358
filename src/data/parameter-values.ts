import type { CompleteParameter } from './model/parameter-defaults.ts';
import { toQueryValue, toSlug } from './spelling.ts';
import { capitalize, type Texts } from './texts.ts';

/** One value of a parameter. */
export interface ParameterValue {
  /** What pages with it are about. */
  readonly title: string;
  /** As written in a path. */
  readonly inPath: string;
  /** As written in a query. */
  readonly inQuery: string;
  /** The words in the title. */
  readonly parts: Readonly<Record<string, string>>;
}

const MOST_DRAWS = 400;

/** Draws the values of each parameter of a site, by name: one or more, without duplicates. */
export function drawValues(
  parameters: Readonly<Record<string, CompleteParameter>>,
  texts: Texts,
  spellings: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly ParameterValue[]>> {
  const values: Record<string, readonly ParameterValue[]> = {};
  // parameters that share the words of another come after it
  const ordered = Object.entries(parameters).sort(
    ([, a], [, b]) => Number(a.of !== undefined) - Number(b.of !== undefined),
  );
  for (const [name, parameter] of ordered) {
    const related = parameter.of === undefined ? undefined : values[parameter.of];
    values[name] = drawApart(parameter, related, texts, spellings);
  }
  return values;
}

function drawApart(
  parameter: CompleteParameter,
  related: readonly ParameterValue[] | undefined,
  texts: Texts,
  spellings: Readonly<Record<string, string>>,
): readonly ParameterValue[] {
  const { count, first = [] } = parameter;
  const given = first.map(({ value, title }) => {
    const text = texts.fill(title) ?? title;
    return { title: text, inPath: encodeURIComponent(value), inQuery: toQueryValue(value), parts: {} };
  });
  const taken = new Set(given.flatMap(({ title, inPath }) => [`title ${title}`, `path ${inPath}`]));
  const drawn: ParameterValue[] = [...given];
  const sources = related?.filter(({ parts }) => Object.keys(parts).length > 0) ?? [];
  for (let tried = 0; drawn.length < count && tried < MOST_DRAWS + count; tried++) {
    if (related && tried >= sources.length) break;
    const value = draw(parameter, sources[tried]?.parts, texts, spellings);
    const marks = [`title ${value.title}`, `path ${value.inPath}`];
    if (marks.some((mark) => taken.has(mark))) continue;
    for (const mark of marks) taken.add(mark);
    drawn.push(value);
  }
  return drawn;
}

function draw(
  { pattern, title, from, of }: CompleteParameter,
  related: Readonly<Record<string, string>> | undefined,
  texts: Texts,
  spellings: Readonly<Record<string, string>>,
): ParameterValue {
  const parts = related ?? (from === undefined ? {} : texts.drawGroup(from));
  const lookUp = (name: string) => parts[name];
  if (pattern !== undefined) {
    const value = texts.match(pattern);
    const about = title === undefined ? value : texts.fill(title, lookUp);
    return { title: about ?? value, inPath: encodeURIComponent(value), inQuery: toQueryValue(value), parts };
  }
  const text = texts.fill(title ?? '', lookUp) ?? '';
  // search terms are lower case, titles are not
  const about = of === undefined ? capitalize(text) : text.toLowerCase();
  return { title: about, inPath: toSlug(about, spellings) || 'x', inQuery: toQueryValue(about), parts };
}
