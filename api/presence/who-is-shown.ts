import type { MembershipCache } from '../members/access/membership-cache.ts';
import type { Elsewhere } from './elsewhere.ts';
import type { PeopleHere } from './people-here.ts';
import type { Shown } from './person.ts';
import type { Typing } from './typing.ts';
import type { TypistNames } from './typist-names.ts';

interface Known {
  here: PeopleHere;
  elsewhere: Elsewhere;
  typing: Typing;
  typists: TypistNames;
  memberships: Pick<MembershipCache, 'peopleIn'>;
}

/** Who is there in a chat and who types, by what is known here and of other nodes; each once. */
export class WhoIsShown {
  constructor(private readonly known: Known) {}

  describe(chatId: number) {
    return { online: this.#onlineIn(chatId), typing: this.#typingIn(chatId) };
  }

  isHereIn(userId: number, chatId: number): boolean {
    const { here, memberships } = this.known;
    return here.has(userId) && memberships.peopleIn(chatId).has(userId);
  }

  *#onlineIn(chatId: number): IterableIterator<Shown> {
    const { here, elsewhere, memberships } = this.known;
    for (const userId of memberships.peopleIn(chatId)) {
      const person = here.get(userId);
      if (person) yield person;
    }
    for (const person of elsewhere.in(chatId)) if (!this.isHereIn(person.userId, chatId)) yield person;
  }

  *#typingIn(chatId: number): IterableIterator<Shown> {
    const { here, elsewhere, typing, typists } = this.known;
    for (const userId of typing.in(chatId)) {
      const person = this.isHereIn(userId, chatId) ? here.get(userId) : elsewhere.find(userId, chatId);
      const username = person?.username ?? typists.get(userId);
      if (person && username) yield { userId, username };
    }
  }
}
