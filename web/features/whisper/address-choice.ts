import { html } from 'htm/preact';
import { type Addressee, addressIn, isAloud } from '../../store/outbox/addressee.ts';
import type { Draft } from '../../store/outbox/drafts.ts';
import { insideWords } from '../../words/en/inside.ts';
import { whisperWords } from '../../words/en/whisper.ts';

/** The server looks at no more of what may be a name; what is longer is called by its username. */
const maxEnds = 7;

/**
 * Where a name at the beginning may mean either, both are there to choose from until it is sent: a whisper, as long as nothing else is
 * chosen, or to name that person to all.
 */
export function AddressChoice({ draft, onDraft }: { draft: Draft; onDraft(changes: Draft): void }) {
  const { to, named } = draft;
  // It was made a whisper to somebody else meanwhile.
  if (!named || (to && to.username !== named.username)) return null;
  const { display_name: name } = named;
  return html`
    <div class="address-choice">
    <p class=${to ? undefined : 'named-aloud'} role="status"><bdi>${to ? whisperWords.question : whisperWords.named(name)}</bdi></p>
    <button type="button" class="button button-quiet" onClick=${() => onDraft(to ? sayAloud(draft, named) : whisperIt(draft, named))}>
      <bdi class="one-line">${to ? whisperWords.nameToAll(name) : insideWords.message.whisper(name)}</bdi>
    </button>
    </div>
  `;
}

/** The same text for all, with the name before it. */
export function sayAloud({ text }: Draft, named: Addressee): Draft {
  const aloud = `@${sayableName(named)}`;
  return { text: `${aloud} ${text}`, to: null, named, aloud };
}

/** What to call somebody in a text so that the server knows who is meant. */
export function sayableName({ username, display_name }: Addressee): string {
  const ends = display_name.match(/[\s\p{P}\p{S}]/gu) ?? [];
  return ends.length > maxEnds ? username : display_name;
}

/** And back. */
export function whisperIt(draft: Draft, named: Addressee): Draft {
  const { text, aloud } = draft;
  const rest = aloud && isAloud(draft) ? text.slice(aloud.length + 1) : (addressIn(text) ?? text);
  return { text: rest, to: named, named, aloud: null };
}
