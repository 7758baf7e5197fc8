import { removeChat } from '../chats/change-chat.ts';
import { type FoundChat, findChat } from '../chats/queries.ts';
import { isPossibleUri, lobbyUri } from '../chats/uri.ts';
import { logSecurity } from '../http/observing/security-log.ts';
import { banByOperator, liftBanByOperator } from '../members/remove-member.ts';
import { deleteByOperator } from '../messages/change-message.ts';
import type { Services } from '../services.ts';
import { listSessions } from '../staff/list-sessions.ts';
import { logOut, removePerson, setDisabled, setStaff } from '../staff/people.ts';
import { findPersonByName } from '../users/find-by-name.ts';
import { listUsers } from '../users/list-users.ts';
import type { User } from '../users/queries.ts';
import { onlyArgument, requireNone, toSlice, twoArguments } from './arguments.ts';
import { backUp, noteRestored, type Place, restore } from './backup.ts';
import { examine, type Patient } from './doctor/examine.ts';
import { exportUser } from './export-user/export-user.ts';
import { listing, quoted } from './listing.ts';
import { ManageError } from './manage-error.ts';

/** What whoever runs the server may do without being logged in. The work is done by the functions that the API uses. */

/** Resolves with the lines to print. */
type Command = (services: Managing, args: readonly string[]) => Promise<string[]>;

export type Managing = Pick<
  Services,
  'db' | 'log' | 'clock' | 'logger' | 'presence' | 'accountTies' | 'forgetRepeated' | 'endKeeping'
>;

export const usage = `Usage: npm run manage -- <command>

  users [page]                 list everyone, the newest first
  staff <username>             let someone send broadcasts, moderate and use the staff's page
  staff --remove <username>    no longer
  log-out <username>           end every log-in of someone
  disable <username>           keep someone from logging in; what they said stays
  enable <username>            no longer
  remove-user <username>       end an account: its chats are handed over, its messages stay, nameless
  export-user <username> <file>  write all that is kept of someone into a file
  sessions [page]              list all chats, the newest activity first
  remove-session <uri>         remove a chat with everything in it
  ban <uri> <username>         take someone out of a chat for good, also who has left it
  unban <uri> <username>       let them come back
  remove-message <uri> <id>    leave a tombstone of something said to all
  backup <file>                write all of a SQLite database into a file, as of now
  restore <file>               bring it back into a DATA_DIR without a database, while no server runs there
  doctor                       say what is wrong with the set-up, and what to do
  restored                     after PostgreSQL's own tools, or a copy, have brought one back

It works beside a running server, on the database that the server's settings name (DATA_DIR, DATABASE_URL).`;

const commands: Record<string, Command> = {
  async users({ db }, args) {
    const { page, slice } = toSlice(args);
    const { users, count } = await listUsers(db.read, slice);
    const rows = users.map((user) => [
      user.username,
      quoted(user.displayName),
      kindOf(user),
      `since ${day(user.createdAt)}`,
      user.seenAt === null ? 'never seen' : `seen ${minute(user.seenAt)}`,
    ]);
    return listing({ rows, page, count, what: 'users' });
  },

  async staff(services, args) {
    const { db, logger } = services;
    const isStaff = !args.includes('--remove');
    const user = await requireUser(
      db,
      args.filter((arg) => arg !== '--remove'),
    );
    if (isStaff && user.isGuest)
      throw new ManageError(`${user.username} is a guest, and staff needs an account.`);
    if (isStaff && user.isDisabled)
      throw new ManageError(`${user.username} is disabled: enable them before they are staff.`);
    await setStaff(services, isStaff, { userId: user.id, by: 'operator' });
    logSecurity(logger, isStaff ? 'staff_made' : 'staff_unmade', { user: user.id, by: 'operator' });
    return [`${user.username} ${isStaff ? 'is staff now' : 'is not staff any more'}.`];
  },

  async 'remove-user'(services, args) {
    const user = await requireUser(services.db, args);
    await removePerson(services, { userId: user.id, by: 'operator' });
    logSecurity(services.logger, 'account_deleted', { user: user.id, by: 'operator' });
    return [`${user.username} is removed.`];
  },

  async 'log-out'(services, args) {
    const user = await requireUser(services.db, args);
    await logOut(services, { userId: user.id, by: 'operator' });
    logSecurity(services.logger, 'tokens_revoked', { user: user.id, by: 'operator' });
    return [`Every log-in of ${user.username} has ended.`];
  },

  async disable(services, args) {
    const user = await requireUser(services.db, args);
    await setDisabled(services, true, { userId: user.id, by: 'operator' });
    logSecurity(services.logger, 'account_disabled', { user: user.id, by: 'operator' });
    return [`${user.username} may not log in any more.`];
  },

  async enable(services, args) {
    const user = await requireUser(services.db, args);
    await setDisabled(services, false, { userId: user.id, by: 'operator' });
    logSecurity(services.logger, 'account_enabled', { user: user.id, by: 'operator' });
    return [`${user.username} may log in again.`];
  },

  async 'export-user'({ db, clock, logger }, args) {
    const [username, file] = twoArguments(args, 'a username and the file to write');
    const user = await requireUser(db, [username]);
    const lines = await exportUser({ db: db.read, clock }, user, file);
    logSecurity(logger, 'user_exported', { user: user.id, by: 'operator' });
    return lines;
  },

  async sessions({ db }, args) {
    const { page, slice } = toSlice(args);
    const { sessions, count } = await listSessions(db.read, slice);
    const rows = sessions.map((session) => [
      session.uri,
      quoted(session.name),
      session.kind,
      `${session.members} members`,
      `${session.messages} messages`,
      `active ${minute(session.activeAt)}`,
    ]);
    return listing({ rows, page, count, what: 'sessions' });
  },

  async 'remove-session'(services, args) {
    const chat = await requireChat(services.db, onlyArgument(args, 'the uri of the session'));
    if (chat.uri === lobbyUri) throw new ManageError('The lobby always exists and is not removed.');
    await removeChat(services, chat.id);
    logSecurity(services.logger, 'chat_deleted', { by: 'operator', chat: chat.id });
    return [`The session ${chat.uri} is removed.`];
  },

  async ban(services, args) {
    const { chat, user } = await requireChatAndUser(services.db, args);
    if (chat.kind === 'direct') throw new ManageError('In a private chat a ban would not hold.');
    await banByOperator(services, chat.id, user.id);
    logSecurity(services.logger, 'member_banned', { user: user.id, by: 'operator', chat: chat.id });
    return [`${user.username} is banned from ${chat.uri}.`];
  },

  async unban(services, args) {
    const { chat, user } = await requireChatAndUser(services.db, args);
    const isLifted = await liftBanByOperator(services, chat.id, user.id);
    if (isLifted)
      logSecurity(services.logger, 'ban_lifted', { user: user.id, by: 'operator', chat: chat.id });
    return [`${user.username} ${isLifted ? 'may come back to' : 'was not banned from'} ${chat.uri}.`];
  },

  async 'remove-message'(services, args) {
    const [uri, id] = twoArguments(args, 'the uri of a session and the number of a message');
    const chat = await requireChat(services.db, uri);
    const authorId = /^\d{1,15}$/.test(id) ? await deleteByOperator(services, chat.id, Number(id)) : null;
    if (authorId === null) throw new ManageError(`There is no message ${quoted(id)} to all in ${chat.uri}.`);
    logSecurity(services.logger, 'message_removed', { user: authorId, by: 'operator', chat: chat.id });
    return [`The message ${id} is removed.`];
  },
};

/** Those about a whole database. */
const placeCommands: Record<string, (place: Place & Patient, args: readonly string[]) => Promise<string[]>> =
  {
    backup: (place, args) => backUp(place, onlyArgument(args, 'the file to write')),
    restore: (place, args) => restore(place, onlyArgument(args, 'the file to read')),
    async restored(place, args) {
      requireNone(args);
      return noteRestored(place);
    },
    async doctor(patient, args) {
      requireNone(args);
      return examine(patient);
    },
  };

/** The command, where it is one that needs no open database. */
export function findPlaceCommand(name: string) {
  return Object.hasOwn(placeCommands, name) ? placeCommands[name] : undefined;
}

/** Finds the command in a command line; throws ManageError for one that does not exist. */
export function findCommand(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command;
  throw new ManageError(`There is no command ${quoted(name)}. Without a command you are told what there is.`);
}

async function requireUser({ read }: Services['db'], args: readonly string[]): Promise<User> {
  const username = onlyArgument(args, 'a username');
  const user = await findPersonByName(read, username);
  if (!user) throw new ManageError(`There is no user ${quoted(username)}.`);
  return user;
}

async function requireChat({ read }: Services['db'], uri: string): Promise<FoundChat> {
  const chat = isPossibleUri(uri) ? await findChat(read, uri, 0) : null;
  if (!chat) throw new ManageError(`There is no session ${quoted(uri)}.`);
  return chat;
}

async function requireChatAndUser(db: Services['db'], args: readonly string[]) {
  const [uri, username] = twoArguments(args, 'the uri of a session and a username');
  return { chat: await requireChat(db, uri), user: await requireUser(db, [username]) };
}

function kindOf(user: User): string {
  if (user.isDisabled) return 'disabled';
  if (user.isStaff) return 'staff';
  return user.isGuest ? 'guest' : 'account';
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function minute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
