import { z } from 'zod';
import { kinds } from '../chats/schemas.ts';
import { choice, optional, text } from '../http/input/fields.ts';
import { pageQuery } from '../http/pagination.ts';
import { id, time } from '../http/schema/answer-fields.ts';
import { image } from '../images/schemas.ts';
import { user } from '../users/schemas.ts';

export const maxWordsLength = 1000;

const reasons = ['spam', 'harassment', 'hate', 'violence', 'illegal', 'other'] as const;
const outcomes = ['dismissed', 'removed', 'acted'] as const;
export type Reason = (typeof reasons)[number];
export type Outcome = (typeof outcomes)[number];

const ownWords = text({ maxLength: maxWordsLength, blank: true });

export const makeReport = z
  .object({
    reason: choice(reasons),
    words: optional(ownWords.meta({ description: 'What staff should know beside it.' })),
  })
  .meta({ id: 'MakeReport', example: { reason: 'spam', words: 'The third time today.' } });

export const resolveReport = z
  .object({
    outcome: choice(outcomes).meta({
      description:
        '`dismissed`: it may stay; `removed`: the message goes, with this; `acted`: something else was done about it.',
    }),
    answer: optional(ownWords.meta({ description: 'A word to those who reported it.' })),
  })
  .meta({ id: 'ResolveReport', example: { outcome: 'dismissed', answer: 'This is allowed here.' } });

export const listReports = pageQuery.extend({ state: optional(choice(['open', 'resolved'])) });

const state = {
  id: id().meta({ description: 'Of the report.' }),
  reason: z.enum(reasons).meta({ example: 'spam' }),
  words: z.string().meta({ description: 'Those of who reported it.', example: 'The third time today.' }),
  created_at: time(),
  outcome: z.enum(outcomes).nullable().meta({ description: 'Null: still open.', example: null }),
  answer: z.string().meta({ description: 'A word of the staff to who reported it.', example: '' }),
  resolved_at: time().nullable().meta({ example: null }),
};

export const ownReport = z
  .object({ ...state, message_id: id(), user })
  .meta({ id: 'OwnReport', description: 'A message that one has reported, and what became of it.' });
export type OwnReportJson = z.infer<typeof ownReport>;

const reportedMessage = z
  .object({
    id: id(),
    message: z.string().meta({ example: 'Buy now!' }),
    to: user.nullable().meta({ description: 'Of a whisper: whom it is for.', example: null }),
    images: z.array(image).meta({ example: [] }),
    created_at: time(),
    edited_at: time().nullable().meta({ example: null }),
    deleted: z.boolean().meta({ description: 'Nothing of it is left.', example: false }),
  })
  .meta({ id: 'ReportedMessage', description: 'As it is now, and nothing of what was said around it.' });

export const staffReport = z
  .object({
    ...state,
    user,
    reporter: user,
    message: reportedMessage.nullable().meta({ description: 'As long as the report is open.' }),
    chat: z.object({
      name: z.string().meta({ example: 'Book club' }),
      kind: z.enum(kinds),
      uri: z.string().nullable().meta({
        description: 'Of a public chat alone, as an address lets in whoever has it.',
        example: null,
      }),
    }),
    resolved_by: user.nullable().meta({ example: null }),
  })
  .meta({ id: 'Report', description: 'A message of `user` that somebody reported, as staff see it.' });
export type StaffReportJson = z.infer<typeof staffReport>;

export const reportState = z.object({ id: state.id, outcome: state.outcome }).meta({
  id: 'ReportState',
  description: 'What became of a report of mine; the rest is in the list of them.',
});
export type ReportStateJson = z.infer<typeof reportState>;
