export { ChatMenu } from './chat-list.ts';
export { Sidebar } from './sidebar.ts';
