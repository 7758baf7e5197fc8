import type { Drafts } from '../../store/outbox/drafts.ts';

/** What was begun in a chat, by its uri. */
export type DraftLines = ReadonlyMap<string, string>;

/**
 * What the list shows of drafts: those with a word in them, but for the one of the chat that is open, where one sees it. `before` itself
 * where they are the same, so that typing in that chat draws no list anew.
 */
export function draftLines(drafts: Drafts, openUri: string | null, before: DraftLines): DraftLines {
  const lines = new Map<string, string>();
  for (const [uri, { text }] of drafts) if (uri !== openUri && text.trim() !== '') lines.set(uri, text);
  const isSame = lines.size === before.size && [...lines].every(([uri, text]) => before.get(uri) === text);
  return isSame ? before : lines;
}
