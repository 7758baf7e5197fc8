import { useEffect, useState } from 'preact/hooks';
import { useActions } from '../../store/context.ts';
import { problemOf } from '../../store/problem.ts';
import { createImageActions } from './image-actions.ts';

interface Shown {
  url: string | null;
  isFailed: boolean;
}

const nothing: Shown = { url: null, isFailed: false };

/** The image of this path on the server, for as long as it is shown; null: not to be fetched yet. Each further `attempt` asks again. */
export function useImage(path: string | null, attempt = 0): Shown {
  const { show, hide } = useActions(createImageActions);
  const [shown, setShown] = useState<Shown & { path?: string }>(nothing);

  useEffect(() => {
    if (path === null) return;
    let isOver = false;
    void problemOf(async () => {
      const url = await show(path);
      if (!isOver) setShown({ path, url, isFailed: false });
    }).then((problem) => problem && !isOver && setShown({ path, url: null, isFailed: true }));
    return () => {
      isOver = true;
      hide(path);
    };
  }, [path, attempt, show, hide]);

  // What was shown before is another image.
  return shown.path === path ? shown : nothing;
}
