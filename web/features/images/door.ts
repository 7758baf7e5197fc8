import { lazy } from '../../kit/parts/lazy.ts';
import { fetchPart } from '../../net/fetch-part.ts';

export type { ImagesState, SendChosen } from './chosen-images.ts';

export const ChosenImages = lazy(
  () => import('./images.ts'),
  ({ ChosenImages }) => ChosenImages,
);

export const RowImages = lazy(
  () => import('./images.ts'),
  ({ RowImages }) => RowImages,
);

export const MessageImages = lazy(
  () => import('./images.ts'),
  ({ MessageImages }) => MessageImages,
);

export const loadImageSender = async () => (await fetchPart(() => import('./images.ts'))).sendImage;

export const loadImageDropper = async () => (await fetchPart(() => import('./images.ts'))).dropImages;
