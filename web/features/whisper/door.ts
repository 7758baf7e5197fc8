import { lazy } from '../../kit/parts/lazy.ts';

export type { SettleAddress } from './whisper-address.ts';
export { WhisperNote } from './whisper-note.ts';

export const WhisperAddress = lazy(
  () => import('./whisper-address.ts'),
  ({ WhisperAddress }) => WhisperAddress,
);
