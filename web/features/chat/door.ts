export { ChatPlace } from './chat-place.ts';
