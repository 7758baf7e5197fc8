import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';

export { Answering } from './answering.ts';
export { EditForm } from './edit-form.ts';
export { FailedNote } from './failed-note.ts';
export { Fingers } from './fingers.ts';
export { followKey } from './follow-key.ts';
export { JumpTo } from './jump-to.ts';
export { MessageMenu } from './message-menu.ts';
export { Reactions } from './reactions.ts';
export { RowQuote } from './row-quote.ts';
