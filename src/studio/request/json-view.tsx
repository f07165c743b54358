import { useEffect } from 'preact/hooks';
import { useStudio } from '../model/studio.ts';
import { visibleText } from '../parts/visible-text.ts';
import { useRows } from '../rows/use-rows.ts';
import { itemAt, type JsonLines } from './json-lines.ts';

const LINE_HEIGHT = 18;

/**
 * JSON in lines, of which only the visible ones are drawn. If its items are events, clicking one highlights it
 * everywhere.
 */
export function JsonView({ json, isLinked }: { readonly json: JsonLines; readonly isLinked: boolean }) {
  const { selected, route } = useStudio();
  const { api, user, start, end } = route.value;
  const rows = useRows(json.lines.length, LINE_HEIGHT);
  const chosen = isLinked ? selected.value : undefined;
  const first = chosen === undefined ? undefined : json.starts[chosen];
  const last = chosen === undefined ? undefined : json.ends[chosen];

  useEffect(() => {
    const box = rows.box.element.current;
    if (first === undefined || last === undefined || !box) return;
    const top = box.getBoundingClientRect();
    const isSeen = [first, last].every((line) => {
      const element = box.querySelector(`[data-line="${line}"]`)?.getBoundingClientRect();
      return element !== undefined && element.top >= top.top && element.bottom <= top.bottom;
    });
    if (!isSeen) rows.show(Math.min(Math.round((first + last) / 2), first + Math.floor(rows.page / 2) - 1), true);
  }, [first, last]);

  useEffect(() => rows.show(0), [api, user, start, end]);

  const shown = Array.from({ length: Math.max(0, rows.to - rows.from) }, (_, index) => rows.from + index);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons above move from event to event
    <section
      class="json"
      ref={rows.box.ref}
      aria-label="JSON of the reply"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard
      tabIndex={0}
      onScroll={rows.onScroll}
      onClick={(event) => {
        const line = isLinked && event.target instanceof Element ? event.target.closest('[data-line]') : null;
        const item = line ? itemAt(json, Number(line.getAttribute('data-line'))) : -1;
        // selecting text must not navigate
        if (item >= 0 && getSelection()?.isCollapsed !== false) selected.value = item;
      }}
    >
      <div class="all" style={{ height: `${rows.height}px` }}>
        <div class="some" style={{ transform: `translateY(${rows.offset}px)` }}>
          {shown.map((line) => (
            <div
              key={line}
              data-line={line}
              class={
                first !== undefined && last !== undefined && line >= first && line <= last ? 'line chosen' : 'line'
              }
            >
              <Coloured text={json.lines[line] ?? ''} />
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

const LINE = /^(\s*)(?!\s)("(?:[^"\\]|\\.)*")?(: )?(.*?)(,?)$/s;

/** One line: the name of a field, and its value. */
function Coloured({ text }: { readonly text: string }) {
  const [, space = '', quoted = '', colon, value = '', comma = ''] = LINE.exec(visibleText(text)) ?? [];
  if (colon === undefined) return <>{visibleText(text.replaceAll('\t', '  '))}</>;
  const kind = value.startsWith('"') ? 'string' : /^[\d-]/.test(value) ? 'number' : 'word';
  return (
    <>
      {space}
      <span class="name">{quoted}</span>
      {colon}
      <span class={kind}>{value}</span>
      {comma}
    </>
  );
}
