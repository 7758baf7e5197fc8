import type { RefObject, TargetedSubmitEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fetchPart } from '../../net/fetch-part.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';

export interface Form {
  form: RefObject<HTMLFormElement | null>;
  isBusy: boolean;
  problem: Problem | null;
  setProblem(problem: Problem | null): void;
  submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void>;
  /** What went wrong and belongs to none of these fields: it has no other place to stand. */
  generalBeside(...fields: string[]): string | null;
}

/** A form that is sent once at a time; when a field is wrong, the first such field gets the focus. */
export function useForm(send: () => Promise<Problem | null>): Form {
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  useLayoutEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [problem]);

  return {
    form,
    isBusy,
    problem,
    setProblem,
    async submit(event) {
      event.preventDefault();
      if (isBusy) return;
      setIsBusy(true);
      setProblem(null);
      const found = await inWords(await send());
      setIsBusy(false);
      setProblem(found);
    },
    generalBeside(...fields) {
      return problemText(problem, fields);
    },
  };
}

/** Most forms are right at once: what the words are is fetched with the first that is not. Without a line the server's own stand there. */
export async function inWords(problem: Problem | null): Promise<Problem | null> {
  if (!problem?.fields) return problem;
  const { fields } = problem;
  const said = await fetchPart(() => import('./field-sentences.ts')).then(
    ({ inWordsForPeople }) => inWordsForPeople(fields),
    () => fields,
  );
  return { ...problem, fields: said };
}
