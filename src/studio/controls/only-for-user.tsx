import { useStudio } from '../model/studio.ts';

/** Limits what is switched on to the selected user. */
export function OnlyForUser(props: { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }) {
  const { isOn, onChange } = props;
  const { user } = useStudio().route.value;
  if (user === undefined) return null;
  return (
    <label class="check">
      <input type="checkbox" checked={isOn} onChange={() => onChange(!isOn)} /> Only for {user}
    </label>
  );
}
