export { MessageLog } from './message-log.ts';
