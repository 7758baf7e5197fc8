export { MessageLog } from './message-log.ts';
export { WaitingMessages } from './waiting-messages.ts';
