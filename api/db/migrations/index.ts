import type { Knex } from 'knex';
import * as createAccounts from './20261121000001_create_accounts.ts';
import * as createChats from './20261121000002_create_chats.ts';
import * as createMessages from './20261121000003_create_messages.ts';
import * as createEvents from './20261121000004_create_events.ts';
import * as createInvites from './20261121000005_create_invites.ts';
import * as createReactions from './20261121000006_create_reactions.ts';
import * as createImages from './20261121000007_create_images.ts';
import * as indexMessages from './20261121000008_index_messages_for_search.ts';
import * as createRateLimits from './20261124000010_create_rate_limits.ts';
import * as indexEventsForEveryone from './20261124000011_index_events_for_everyone.ts';
import * as keepNothing from './20261124000012_keep_nothing_taken_back.ts';
import * as createNameSkeletons from './20261124000013_create_name_skeletons.ts';
import * as hashInviteCodes from './20261124000014_hash_invite_codes.ts';
import * as createTokenFamilies from './20261124000016_create_token_families.ts';
import * as createBlocks from './20261124000017_create_blocks.ts';
import * as numberTheLog from './20261124000018_number_the_log.ts';
import * as keepFormerUris from './20261129000019_keep_former_uris.ts';
import * as countMembers from './20261129000020_count_members.ts';
import * as orderMembers from './20261129000021_order_members.ts';
import * as eraseLater from './20261129000022_erase_chats_later.ts';
import * as indexWhispers from './20261130000023_index_whispers_alone.ts';
import * as listPublic from './20261130000024_list_public_chats.ts';
import * as keepFormerNames from './20261130000025_keep_former_names.ts';
import * as confirmEmails from './20261130000026_confirm_emails.ts';
import * as keepReplies from './20261130000027_keep_replies.ts';
import * as createMentions from './20261130000028_create_mentions.ts';
import * as notifyByLevel from './20261130000029_notify_by_level.ts';
import * as severalImages from './20261130000030_several_images.ts';
import * as keepReceipts from './20261130000031_keep_read_receipts.ts';
import * as letExpire from './20261130000032_let_messages_expire.ts';
import * as topicAndPins from './20261130000033_topic_and_pins.ts';
import * as archiveChats from './20261130000034_archive_chats.ts';
import * as createReports from './20261130000035_create_reports.ts';
import * as createBots from './20261130000036_create_bots.ts';
import * as leaseReaders from './20261130000037_lease_log_readers.ts';
import * as createPushSubscriptions from './20261130000038_create_push_subscriptions.ts';
import * as createHooks from './20261130000039_create_hooks.ts';
import * as keepAnswers from './20261130000040_keep_answers.ts';

/**
 * Imported statically, so that the built server carries them. The names are the file names, which is what the knex
 * command line records too: both see the same history.
 */
const migrations: Record<string, Knex.Migration> = {
  '20261121000001_create_accounts.ts': createAccounts,
  '20261121000002_create_chats.ts': createChats,
  '20261121000003_create_messages.ts': createMessages,
  '20261121000004_create_events.ts': createEvents,
  '20261121000005_create_invites.ts': createInvites,
  '20261121000006_create_reactions.ts': createReactions,
  '20261121000007_create_images.ts': createImages,
  '20261121000008_index_messages_for_search.ts': indexMessages,
  '20261124000013_create_name_skeletons.ts': createNameSkeletons,
  '20261124000014_hash_invite_codes.ts': hashInviteCodes,
  '20261124000016_create_token_families.ts': createTokenFamilies,
  '20261124000010_create_rate_limits.ts': createRateLimits,
  '20261124000012_keep_nothing_taken_back.ts': keepNothing,
  '20261124000017_create_blocks.ts': createBlocks,
  '20261124000011_index_events_for_everyone.ts': indexEventsForEveryone,
  '20261124000018_number_the_log.ts': numberTheLog,
  '20261129000019_keep_former_uris.ts': keepFormerUris,
  '20261129000020_count_members.ts': countMembers,
  '20261129000021_order_members.ts': orderMembers,
  '20261129000022_erase_chats_later.ts': eraseLater,
  '20261130000023_index_whispers_alone.ts': indexWhispers,
  '20261130000024_list_public_chats.ts': listPublic,
  '20261130000025_keep_former_names.ts': keepFormerNames,
  '20261130000026_confirm_emails.ts': confirmEmails,
  '20261130000027_keep_replies.ts': keepReplies,
  '20261130000028_create_mentions.ts': createMentions,
  '20261130000029_notify_by_level.ts': notifyByLevel,
  '20261130000030_several_images.ts': severalImages,
  '20261130000031_keep_read_receipts.ts': keepReceipts,
  '20261130000032_let_messages_expire.ts': letExpire,
  '20261130000033_topic_and_pins.ts': topicAndPins,
  '20261130000034_archive_chats.ts': archiveChats,
  '20261130000035_create_reports.ts': createReports,
  '20261130000036_create_bots.ts': createBots,
  '20261130000037_lease_log_readers.ts': leaseReaders,
  '20261130000038_create_push_subscriptions.ts': createPushSubscriptions,
  '20261130000039_create_hooks.ts': createHooks,
  '20261130000040_keep_answers.ts': keepAnswers,
};

export const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () => Object.keys(migrations),
  getMigrationName: (name) => name,
  getMigration: async (name) => {
    const migration = migrations[name];
    if (!migration) throw new Error(`There is no migration ${name}.`);
    return migration;
  },
};

/** Whether exactly these migrations have run, by what knex has recorded. Takes no lock. */
export async function isMigrated(db: Knex): Promise<boolean> {
  if (!(await db.schema.hasTable('knex_migrations'))) return false;
  const done = await db('knex_migrations').pluck<string[]>('name');
  const names = Object.keys(migrations);
  return done.length === names.length && names.every((name) => done.includes(name));
}
