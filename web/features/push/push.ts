import '../../kit/parts/panel-parts.ts';

export { keepPushes } from './keep-pushes.ts';
export { PushChoice } from './push-choice.ts';
