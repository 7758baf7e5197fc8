import '../../kit/parts/panel-parts.ts';

export { keepPushes as keep } from './keep-pushes.ts';
export { PushChoice } from './push-choice.ts';
