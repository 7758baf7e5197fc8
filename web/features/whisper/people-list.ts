import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { SuggestionList } from '../../kit/forms/suggestion-list.ts';
import { Avatar } from '../../kit/pictures/avatar.ts';
import type { User } from '../../net/wire.ts';

interface PeopleListProps {
  field: RefObject<HTMLTextAreaElement>;
  people: readonly User[];
  text: string;
  label: string;
  count(of: number): string;
  onPick(one: User): void;
}

/** Whom a name that is being written may mean. */
export function PeopleList({ people, ...props }: PeopleListProps) {
  const draw = (one: User) => html`
    <${Avatar} user=${one} />
    <bdi class="one-line">${one.display_name}</bdi>
    ${one.username !== one.display_name && html`<bdi class="one-line quiet">@${one.username}</bdi>`}
  `;
  return html`<${SuggestionList} ...${props} items=${people} keyOf=${({ id }: User) => id} draw=${draw} />`;
}
