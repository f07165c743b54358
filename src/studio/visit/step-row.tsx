import type { Kind } from '../../look/shapes.ts';
import { EventSign } from '../parts/event-sign.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Step } from './draft.ts';

const WORDS = {
  page: { name: 'Page', field: 'Path', list: 'known-paths', sign: 'LOCATION' },
  click: { name: 'Click', field: 'Label', list: 'known-labels', sign: 'CLICK' },
  input: { name: 'Field', field: 'Label', list: undefined, sign: 'other' },
} as const satisfies Record<Step['kind'], { readonly sign: Kind; readonly [word: string]: string | undefined }>;

/** One step of a visit. */
export function StepRow(props: {
  readonly step: Step;
  readonly index: number;
  readonly isLast: boolean;
  readonly mistake: string | undefined;
  readonly onChange: (step: Step) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}) {
  const { step, index, isLast, mistake, onChange, onMove, onRemove } = props;
  const { name, field, list, sign } = WORDS[step.kind];
  const number = index + 1;
  const mistakeId = `mistake-${step.id}`;
  return (
    <li class="step">
      <span class="kind">
        <EventSign kind={sign} /> {name}
      </span>
      <input
        aria-label={`${field} of step ${number}`}
        list={list}
        value={step.text}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={mistake !== undefined}
        aria-describedby={mistake === undefined ? undefined : mistakeId}
        onInput={(event) => onChange({ ...step, text: event.currentTarget.value })}
      />
      {step.kind === 'input' && (
        <input
          aria-label={`Value of step ${number}`}
          placeholder="masked"
          value={step.value}
          onInput={(event) => onChange({ ...step, value: event.currentTarget.value })}
        />
      )}
      {index > 0 && (
        <label class="after">
          after{' '}
          <input
            aria-label={`Seconds before step ${number}`}
            inputMode="decimal"
            placeholder="auto"
            value={step.after}
            onInput={(event) => onChange({ ...step, after: event.currentTarget.value.trim() })}
          />{' '}
          s
        </label>
      )}
      <span class="tools">
        <button
          type="button"
          class="quiet square"
          aria-label={`Move step ${number} up`}
          disabled={index === 0}
          onClick={() => onMove(-1)}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          class="quiet square"
          aria-label={`Move step ${number} down`}
          disabled={isLast}
          onClick={() => onMove(1)}
        >
          <Icon name="down" />
        </button>
        <button type="button" class="quiet square" aria-label={`Remove step ${number}`} onClick={onRemove}>
          <Icon name="close" />
        </button>
      </span>
      {mistake !== undefined && (
        <p class="mistake" id={mistakeId}>
          {mistake}
        </p>
      )}
    </li>
  );
}
