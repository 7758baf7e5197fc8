import '../../../kit/parts/panel-parts.ts';

export { ChatMenu } from './chat-menu.ts';
export { RowFingers } from './row-fingers.ts';
