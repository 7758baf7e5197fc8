import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';

export { ChosenImages } from './chosen-images.ts';
export { MessageImages } from './message-images.ts';
export { RowImages } from './row-images.ts';
export { dropImages, sendImage } from './send-image.ts';
