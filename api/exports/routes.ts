import { requireMember } from '../chats/access.ts';
import { chatScope } from '../chats/find.ts';
import { sendDownload } from '../http/answers/download.ts';
import { logFailure, nameRequest } from '../http/error-handler.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { exportChat } from './export-chat.ts';
import { exportFormats } from './formats.ts';
import { exportChat as exportChatQuery, exportedChat } from './schemas.ts';

/** A chat to take home (api/README.md section 4). */
export function exportRoutes(services: Pick<Services, 'db' | 'clock' | 'logger' | 'metrics'>): Route[] {
  const inChat = chatScope(services, requireMember);
  return [
    route({
      method: 'get',
      path: '/api/chats/:uri/export/',
      summary: 'The whole session as a streamed download',
      description: 'All that you may see, as JSON, text or CSV.',
      auth: 'required',
      bots: true,
      answers: { 200: exportedChat },
      refuses: [403],
      price: 'exportChat',
      query: exportChatQuery,
      produces: ['application/json', 'text/plain', 'text/csv'],
      scope: inChat,
      async handle({ ctx, me, scope: chat, query }) {
        const extension = query.format ?? 'json';
        const format = exportFormats[extension];
        const today = new Date(services.clock.now()).toISOString().slice(0, 10);
        const download = {
          name: `${chat.name || chat.uri} ${today}`,
          extension,
          contentType: format.contentType,
          pieces: exportChat(services, { chat, userId: me.userId, format }),
        };
        return sendDownload(ctx, download, (error) =>
          logFailure(services.logger, error, 'an export was cut short', nameRequest(ctx)),
        );
      },
    }),
  ];
}
