import { useState } from 'preact/hooks';
import { Refused } from '../api.ts';
import { useStudio } from '../model/studio.ts';
import { toWords } from '../model/words.ts';
import { type Draft, toVisit } from './draft.ts';
import { replaceVisit } from './save-visit.ts';

/** Records a visit and shows it, or the mock's reasons for refusing it. */
export function useSaving(onSaved: () => void) {
  const { api, route, time, go, notice } = useStudio();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [isSaving, setSaving] = useState(false);

  const save = async (draft: Draft, replaces: boolean) => {
    setSaving(true);
    setProblems([]);
    try {
      const visit = toVisit(draft, route.value.project ?? '', time.value?.now ?? 0);
      if (draft.session && replaces) await replaceVisit(api, visit, draft.session.id);
      else await api.record(visit);
      notice.value = { text: `The visit of ${draft.user} was recorded.`, isBad: false };
      go({ user: draft.user, start: undefined, end: undefined });
      onSaved();
    } catch (error) {
      setProblems(error instanceof Refused ? error.reasons : [toWords(error)]);
      setSaving(false);
    }
  };
  return { problems, isSaving, save };
}
