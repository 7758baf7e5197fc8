import type { ChatJson } from '../chats/schemas.ts';
import type { MessageJson } from '../messages/schemas.ts';

/** A kind of file that a chat can be taken home as. Its parts, one after the other, are the file. */
export interface ExportFormat {
  contentType: string;
  begin(chat: ChatJson, exportedAt: string): string;
  /** Some messages, oldest first; `isFirst`: there were none before them. */
  messages(messages: readonly MessageJson[], isFirst: boolean): string;
  end: string;
}

/** One valid document; messages as the API shows them. */
const json: ExportFormat = {
  contentType: 'application/json; charset=utf-8',
  begin: (chat, exportedAt) =>
    `{"chat":${JSON.stringify(chat)},"exported_at":${JSON.stringify(exportedAt)},"messages":[`,
  messages: (messages, isFirst) =>
    (isFirst ? '\n' : ',\n') + messages.map((message) => JSON.stringify(message)).join(',\n'),
  end: '\n]}\n',
};

/** To be read by people. Times are UTC. */
const txt: ExportFormat = {
  contentType: 'text/plain; charset=utf-8',
  begin: (chat, exportedAt) => `${oneLine(chat.name || chat.uri)}, ${toSecond(exportedAt)} UTC\n\n`,
  messages: (messages) => messages.map(toLines).join(''),
  end: '',
};

const columns: [name: string, cell: (message: MessageJson) => string][] = [
  ['id', ({ id }) => String(id)],
  ['created_at', ({ created_at }) => created_at],
  ['edited_at', ({ edited_at }) => edited_at ?? ''],
  ['username', ({ user }) => textCell(user.username)],
  ['display_name', ({ user }) => textCell(user.display_name)],
  ['to', ({ to }) => textCell(to?.username ?? '')],
  ['message', ({ message }) => textCell(message)],
  ['image', ({ image }) => image?.url ?? ''],
  ['polarity', ({ sentiment }) => String(sentiment.polarity)],
  ['deleted', ({ deleted }) => String(deleted)],
  ['reply_to', ({ reply_to }) => String(reply_to?.id ?? '')],
  ['images', ({ images }) => images.map(({ url }) => url).join(' ')],
  ['pinned_at', ({ pinned }) => pinned?.at ?? ''],
];

/** RFC 4180, with the mark by which spreadsheets tell UTF-8. */
const csv: ExportFormat = {
  contentType: 'text/csv; charset=utf-8',
  begin: () => `\ufeff${columns.map(([name]) => name).join(',')}\r\n`,
  messages: (messages) =>
    messages.map((message) => `${columns.map(([, cell]) => cell(message)).join(',')}\r\n`).join(''),
  end: '',
};

export const exportFormats = { json, txt, csv };

/**
 * What someone wrote, as a cell. A spreadsheet runs a cell that begins like a formula, so that one gets an apostrophe
 * before it (OWASP, CSV injection); the full-width signs are taken for the plain ones by some.
 */
function textCell(text: string): string {
  const defused = /^[\s\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}

function toLines(message: MessageJson): string {
  const { user, to, reply_to, images, deleted, edited_at, pinned } = message;
  const who =
    (to ? `${user.display_name} to ${to.display_name} (whisper)` : user.display_name) +
    (reply_to ? `, answering ${reply_to.user.display_name}` : '');
  const parts = [
    ...(deleted ? ['(deleted)'] : []),
    ...(message.message === '' ? [] : [indented(message.message)]),
    ...images.map(({ width, height, url }) => `(image, ${width} x ${height}: ${url})`),
    ...(edited_at && !deleted ? ['(edited)'] : []),
    ...(pinned ? ['(pinned)'] : []),
  ];
  return `[${toSecond(message.created_at)}] ${who}: ${parts.join(' ')}\n`;
}

const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
/** What a terminal would obey instead of show. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
const commands = /[\0-\x08\x0e-\x1f\x7f-\x9f]/g;

/** No line of a message can pass for the beginning of another message. */
function indented(text: string): string {
  return text
    .split(lineBreak)
    .map((line) => line.replace(commands, '\ufffd'))
    .join('\n    ');
}

function oneLine(text: string): string {
  return text.split(lineBreak).join(' ').replace(commands, '\ufffd');
}

function toSecond(isoTime: string): string {
  return isoTime.slice(0, 19).replace('T', ' ');
}
