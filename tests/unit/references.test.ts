import { describe, expect, test } from 'vitest';
import { RecentEvents } from '../../api/log/recent.ts';
import { referencesBy } from '../../api/messages/references.ts';
import { systemClock } from '../../api/process/clock.ts';
import { presentProfile, presentUser, shownOfUser } from '../../api/users/present.ts';
import { toUser } from '../../api/users/queries.ts';
import { logEvent } from '../support/log-event.ts';

const references = referencesBy(systemClock);

const row = {
  id: 5,
  username: 'dora',
  display_name: 'Dora "the $& First" \\',
  email: 'dora@first.example',
  confirmed_email_digest: null,
  password_hash: null,
  avatar: 3,
  read_receipts: true,
  is_guest: false,
  is_bot: false,
  is_staff: false,
  token_epoch: 0,
  spared_family_id: null,
  seen_at: null,
  created_at: 0,
  deleted_at: null,
  disabled_at: null,
};
const dora = toUser(row);
const renamed = toUser({
  ...row,
  username: 'deleted-5',
  display_name: 'Deleted $1 "user"',
  email: '',
  avatar: 0,
});
const news = (id: number) =>
  logEvent({
    id,
    type: 'user.updated',
    chatId: null,
    userId: 5,
    data: JSON.stringify(presentProfile(renamed)),
  });

describe('the log', () => {
  test('stores no name, no address and no text, wherever they stand', () => {
    const said = { id: 7, message: 'the safe is open', user: presentUser(dora), sentiment: { polarity: 0 } };
    const member = { ...presentUser(dora), role: 'owner', member_count: 1 };
    const stored = [said, member, presentProfile(dora), { id: 1, owner: presentUser(dora) }].map(
      references.store,
    );
    expect(stored).toEqual([
      '{"$message":7}',
      '{"$user":5,"role":"owner","member_count":1}',
      '{"$user":5,"email":""}',
      '{"id":1,"owner":{"$user":5}}',
    ]);
  });

  test('takes for a person what is shown of one, in its order', () => {
    expect(Object.keys(presentUser(dora))).toEqual(shownOfUser);
  });
});

describe('an event that was read', () => {
  test('follows a new name wherever it shows the person, and nobody else', () => {
    const other = { ...presentUser(dora), id: 55 };
    const data = {
      users: [presentUser(dora), other],
      text: JSON.stringify(presentUser(dora)),
      me: presentProfile(dora),
    };
    const followed = references.following(news(2))(logEvent({ id: 1, data: JSON.stringify(data) }));
    expect(JSON.parse(followed)).toEqual({
      users: [presentUser(renamed), other],
      // What somebody wrote is not ours to change, whatever it looks like.
      text: JSON.stringify(presentUser(dora)),
      me: presentProfile(renamed),
    });
  });

  test('from the database while something was taken back is as it is now before it is sent', () => {
    const recent = new RecentEvents(10, references);
    const created = logEvent({ id: 3, messageId: 7, data: '{"id":7,"message":"the safe is open"}' });
    const last = { id: 1, unread: 1, last_message: { id: 7, message: 'the safe is open' } };
    const chat = logEvent({
      id: 4,
      type: 'chat.created',
      chatId: null,
      userId: 1,
      data: JSON.stringify(last),
    });
    const named = logEvent({ id: 5, type: 'member.joined', data: JSON.stringify(presentUser(dora)) });
    const deleted = logEvent({
      id: 11,
      messageId: 7,
      type: 'message.deleted',
      data: '{"id":7,"message":"","image":null,"deleted":true}',
    });
    for (const event of [deleted, news(12)]) recent.push({ events: [event], passed: [] });
    const sent =
      recent
        .caughtUp([created, chat, named], 10)
        ?.map(({ json }) => json)
        .join() ?? '';
    expect(sent).not.toMatch(/safe|Dora/);
    expect(sent).toContain('"last_message":{"id":7,"message":"",');
    const excerpt = 'the safe is open, "deleted":true}';
    const answered = JSON.stringify({
      reply_to: { id: 7, user: {}, excerpt, image: true, deleted: false },
    }).slice(1, -1);
    const answers = [
      logEvent({ id: 6, messageId: 8, data: `{"id":8,${answered},"deleted":false}` }),
      logEvent({ id: 7, type: 'chat.created', data: `{"id":1,"last_message":{"id":8,${answered}}}` }),
    ];
    const followed = recent.caughtUp(answers, 10)?.map(({ data }) => JSON.parse(data));
    const gone = { id: 8, reply_to: { id: 7, excerpt: '', image: false, deleted: true } };
    expect(followed).toEqual([
      { ...gone, deleted: false },
      { id: 1, last_message: gone },
    ]);
    expect(recent.caughtUp([created], 9)).toBe(null);
    expect(recent.caughtUp([created], 12)).toEqual([created]);
  });
});
