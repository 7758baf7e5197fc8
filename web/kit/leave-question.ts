import type { Chat } from '../net/wire.ts';
import { panelWords } from '../words/en/panels.ts';
import type { Question } from './forms/ask-first.ts';

/** Leaving is asked first: the last one out takes the whole chat along. */
export function leaveQuestion({
  member_count: count,
  partner,
}: Pick<Chat, 'member_count' | 'partner'>): Question {
  const { consequenceAlone, consequencePrivate, ...words } = panelWords.leave;
  if (count === 1) return { ...words, consequence: consequenceAlone };
  return partner ? { ...words, consequence: consequencePrivate(partner.display_name) } : words;
}
