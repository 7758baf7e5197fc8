export { Sidebar } from './sidebar.ts';
