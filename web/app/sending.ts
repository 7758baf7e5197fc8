import '../kit/parts/inside-pages.ts';

export { sendWaiting } from '../store/outbox/send-waiting.ts';
