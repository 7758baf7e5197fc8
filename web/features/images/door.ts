import { lazy } from '../../kit/lazy.ts';

export type { ImagesState, SendChosen } from './chosen-images.ts';

export const ChosenImages = lazy(() => import('./chosen-images.ts').then((part) => part.ChosenImages));
export const RowImage = lazy(() => import('./row-image.ts').then((part) => part.RowImage));

export const loadImageSender = () => import('./send-image.ts').then((part) => part.sendImage);
