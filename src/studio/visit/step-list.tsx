import { Icon } from '../parts/icon.tsx';
import { addStep, moveStep, type Step, type StepKind } from './draft.ts';
import type { KnownPicks } from './known-picks.ts';
import { StepRow } from './step-row.tsx';

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
  const add = (kind: StepKind, text: string) => onChange(addStep(steps, kind, text));
  return (
    <>
      <ol class="steps" aria-label="Steps of the visit">
        {steps.map((step, index) => (
          <StepRow
            key={step.id}
            step={step}
            index={index}
            isLast={index === steps.length - 1}
            mistake={mistakes.get(step.id)}
            onChange={(next) => onChange(steps.map((other) => (other.id === step.id ? next : other)))}
            onMove={(by) => onChange(moveStep(steps, step.id, by))}
            onRemove={() => onChange(steps.filter(({ id }) => id !== step.id))}
          />
        ))}
      </ol>
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
