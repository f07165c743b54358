import { useEffect } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { usePortion } from '../parts/use-portion.ts';
import { addStep, moveStep, type Step, type StepKind } from './draft.ts';
import type { KnownPicks } from './known-picks.ts';
import { StepRow } from './step-row.tsx';

const AT_ONCE = 100;

/** The steps of a visit in order, and buttons to add more. */
export function StepList(props: {
  readonly steps: readonly Step[];
  /** What is wrong, by the ID of a step. */
  readonly mistakes: ReadonlyMap<number, string>;
  readonly picks: KnownPicks;
  readonly hasInputs: boolean;
  readonly onChange: (steps: readonly Step[]) => void;
}) {
  const { steps, mistakes, picks, hasInputs, onChange } = props;
  const portion = usePortion(steps.length, AT_ONCE);
  const { from, to, earlier, later } = portion;
  const add = (kind: StepKind, text: string) => {
    onChange(addStep(steps, kind, text));
    portion.show(steps.length);
  };
  const mistaken = steps.findIndex(({ id }) => mistakes.has(id));
  useEffect(() => {
    if (mistaken >= 0) portion.show(mistaken);
  }, [mistaken]);
  return (
    <>
      {earlier > 0 && (
        <button type="button" class="more" onClick={portion.showEarlier}>
          {`Show ${earlier} earlier of ${steps.length} steps`}
        </button>
      )}
      <ol class="steps" aria-label="Steps of the visit">
        {steps.slice(from, to).map((step, index) => (
          <StepRow
            key={step.id}
            step={step}
            index={from + index}
            isLast={from + index === steps.length - 1}
            mistake={mistakes.get(step.id)}
            onChange={(next) => onChange(steps.map((other) => (other.id === step.id ? next : other)))}
            onMove={(by) => {
              onChange(moveStep(steps, step.id, by));
              portion.show(from + index + by);
            }}
            onRemove={() => onChange(steps.filter(({ id }) => id !== step.id))}
          />
        ))}
      </ol>
      {later > 0 && (
        <button type="button" class="more" onClick={portion.showLater}>
          {`Show ${later} more of ${steps.length} steps`}
        </button>
      )}
      <Picks id="known-paths" texts={picks.paths} />
      <Picks id="known-labels" texts={picks.labels} />
      <div class="buttons">
        <AddStep name="Page" onPress={() => add('page', picks.pathAfter(steps))} />
        <AddStep name="Click" onPress={() => add('click', picks.labelAfter(steps))} />
        {hasInputs && <AddStep name="Field" onPress={() => add('input', '')} />}
      </div>
    </>
  );
}

function Picks({ id, texts }: { readonly id: string; readonly texts: readonly string[] }) {
  return (
    <datalist id={id}>
      {texts.map((text) => (
        <option key={text} value={text} />
      ))}
    </datalist>
  );
}

function AddStep({ name, onPress }: { readonly name: string; readonly onPress: () => void }) {
  return (
    <button type="button" onClick={onPress}>
      <Icon name="plus" /> {name}
    </button>
  );
}
