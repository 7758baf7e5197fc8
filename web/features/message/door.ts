import { lazy } from '../../kit/lazy.ts';

export { MessageTools } from './message-tools.ts';

export const EditForm = lazy(() => import('./edit-form.ts').then((part) => part.EditForm));
export const Reactions = lazy(() => import('./reactions.ts').then((part) => part.Reactions));
