import type { Member, Message, OpenChat, User } from '../../net/wire.ts';
import { applyMessages } from './apply-messages.ts';
import type { World } from './world.ts';

type Members = readonly Member[];

export function withMember(members: Members, member: Member): Members {
  return withMembers(members, [member]);
}

/** As just read: they take the place of what was known of them. */
export function withMembers(members: Members, read: Members): Members {
  const ids = new Set(read.map(({ id }) => id));
  return inOrder([...members.filter(({ id }) => !ids.has(id)), ...read]);
}

export function withoutMember(members: Members, id: number): Members {
  return members.filter((member) => member.id !== id);
}

export function withOwner(members: Members, ownerId: number | undefined): Members {
  return inOrder(members.map((member) => (member.id === ownerId ? { ...member, role: 'owner' } : member)));
}

/** In the order of the members' own URL: the owner, then as they joined. */
function inOrder(members: Member[]): Members {
  const place = ({ role, joined_at }: Member) => (role === 'owner' ? 0 : Date.parse(joined_at));
  return members.sort((a, b) => place(a) - place(b) || a.id - b.id);
}

/** A user without what belongs to a profile or a member. */
export function userFields(user: User): User {
  const { id, username, first_name, last_name, display_name, avatar, is_guest, is_bot } = user;
  return { id, username, first_name, last_name, display_name, avatar, is_guest, is_bot };
}

/** Someone's new name everywhere at once: it is the same in every chat. */
export function renameUser(world: World, user: User): World {
  const fields = userFields(user);
  const rename = <Someone extends User | null | undefined>(someone: Someone): Someone =>
    someone?.id === user.id ? { ...someone, ...fields } : someone;
  const renameIn = (message: Message): Message => ({
    ...message,
    user: rename(message.user),
    to: rename(message.to),
    reply_to: message.reply_to && { ...message.reply_to, user: rename(message.reply_to.user) },
    mentions: message.mentions.map(rename),
    pinned: message.pinned && { ...message.pinned, user: rename(message.pinned.user) },
    reactions: message.reactions.map((reaction) => ({ ...reaction, users: reaction.users.map(rename) })),
  });
  const chats = [...world.chats].map(([uri, known]) => {
    const { owner, partner, last_message: last } = known.chat;
    const named = { owner: rename(owner), last_message: last && renameIn(last) };
    const chat = { ...known.chat, ...named, ...(partner && { partner: rename(partner) }) };
    return [uri, { ...known, chat }] as const;
  });
  const talks = [...world.talks].map(([uri, talk]) => {
    const messages = applyMessages(talk.messages, talk.messages.map(renameIn));
    const elsewhere = talk.elsewhere && {
      ...talk.elsewhere,
      messages: talk.elsewhere.messages.map(renameIn),
    };
    const pins = talk.pins.map(renameIn);
    const members = talk.members.map(rename);
    const notices = talk.notices.map((it) => ({ ...it, user: rename(it.user), by: rename(it.by) }));
    return [uri, { ...talk, messages, elsewhere, pins, members, notices }] as const;
  });
  return { ...world, chats: new Map(chats), talks: new Map(talks) };
}

/** Whether one makes invites here, lifts bans and deletes what others said: as owner or moderator, or as staff. */
export function runsChat({ role, as_staff }: Pick<OpenChat, 'role' | 'as_staff'>): boolean {
  return role !== 'member' || as_staff;
}

/** Nobody to be banned or blocked: the account has ended (contract, section 2: avatar 0). */
export function isDeletedUser({ avatar }: User): boolean {
  return avatar === 0;
}
