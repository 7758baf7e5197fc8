import type { LogEvent } from '../../api/log/event.ts';

/** An event as the log holds it; by default a message to everyone in chat 1. */
export function logEvent(more: Partial<Omit<LogEvent, 'json' | 'bytes'>> & { id: number }): LogEvent {
  const event = {
    type: 'message.created' as const,
    chatId: 1,
    userId: null,
    audience: null,
    messageId: null,
    chatUri: 'garden',
    createdAt: Date.UTC(2026, 0, 1),
    data: '{}',
    ...more,
  };
  const start = `{"id":"${event.id}","type":"${event.type}","chat":"${event.chatUri}"`;
  const json = `${start},"at":"${new Date(event.createdAt).toISOString()}","data":${event.data}}`;
  return { ...event, json, bytes: Buffer.byteLength(json) };
}
