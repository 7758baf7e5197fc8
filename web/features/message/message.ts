import '../../kit/parts/form-parts.ts';
import '../../kit/parts/inside-pages.ts';

export { EditForm } from './edit-form.ts';
export { MessageMenu } from './message-menu.ts';
export { Reactions } from './reactions.ts';
