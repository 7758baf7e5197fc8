import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';

export { EditForm } from './edit-form.ts';
export { LongPress } from './long-press.ts';
export { MessageMenu } from './message-menu.ts';
export { Reactions } from './reactions.ts';
