import { useEffect } from 'preact/hooks';
import { pagePath } from '../../net/paths.ts';
import { useInside, useStore } from '../../store/context.ts';
import { changeVisit } from '../../store/state.ts';

/** Goes to a message of the open chat; the talk says why one could not be brought there. */
export function useJump() {
  const { state } = useStore();
  const { messages } = useInside();
  return async (uri: string, id: number): Promise<void> => {
    const problem = await messages.goTo(uri, id);
    changeVisit(state, uri, { problem });
  };
}

/**
 * Brings whoever came by the address of a message to it. From then on the address is the chat's, so that a reload leads to what is new
 * there.
 */
export function JumpTo({ uri, id }: { uri: string; id: number }): null {
  const { state } = useStore();
  const { layers } = useInside();
  const jump = useJump();
  useEffect(() => {
    const path = pagePath.chat(uri);
    layers.rename(path);
    state.path.value = path;
    void jump(uri, id);
  }, [uri, id]);
  return null;
}
