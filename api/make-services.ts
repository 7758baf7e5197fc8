import { fileURLToPath } from 'node:url';
import { createHashing, hashingRoom } from './accounts/hashing.ts';
import { handIn } from './between-features.ts';
import { createSeenMarker } from './broadcasts/mark-seen.ts';
import { sealBy } from './bus/seal.ts';
import { SoftState, softStatePurpose } from './bus/soft-state.ts';
import { readTokenAudience } from './db/database-id.ts';
import { adviceFor } from './feed/advice.ts';
import { withinDescriptors } from './feed/descriptor-limit.ts';
import { HeldExchange } from './feed/held-exchange.ts';
import { SharedBody } from './feed/shared-body.ts';
import { gatherChanges } from './feed/state-changes.ts';
import { wakeInSlices } from './feed/wake-in-slices.ts';
import { wakeChats, wakeReaders } from './feed/wake-readers.ts';
import { createMarker } from './history/mark-read.ts';
import { SharedPages } from './history/shared-pages.ts';
import { BodiesInFlight } from './http/door/bodies-in-flight.ts';
import { logFailure } from './http/error-handler.ts';
import { createRateLimits, noLimits } from './http/limits/rate-limit.ts';
import { sharedCounts } from './http/limits/shared-counts.ts';
import { type Room, WaitingLine } from './http/limits/waiting-line.ts';
import { requestLines } from './http/observing/request-log.ts';
import { createImageWork, imageRoom } from './images/prepare-image.ts';
import { Log } from './log/log.ts';
import { changesEarlier } from './log/references.ts';
import { VisibleHeads } from './log/visible/heads.ts';
import { Waiters } from './log/waiting/waiters.ts';
import { Outbox } from './mail/outbox.ts';
import { openSmtp } from './mail/smtp.ts';
import { MembershipCache } from './members/access/membership-cache.ts';
import { ExpiringChats } from './messages/expiry/expiring-chats.ts';
import { referencesBy } from './messages/references.ts';
import { createSender } from './messages/sending/send-message.ts';
import { Presence } from './presence/presence.ts';
import { exchangePresence } from './presence/presence-exchange.ts';
import { Turns } from './process/turns.ts';
import { openPush } from './push/open-push.ts';
import type { Services } from './services.ts';
import { TokenCache } from './tokens/token-cache.ts';
import { toKey } from './tokens/tokens.ts';
import { findUsers } from './users/queries.ts';

/** Changes that wait for their turn: in the commit that runs, in the next one, and behind them. */
const writes: Room = { atOnce: 400, maxWaiting: 1000, maxWaitMs: 10_000 };

/** Beside the built server, and in the same place for the sources. */
const clientDir = fileURLToPath(
  new URL(import.meta.url.includes('/.build/') ? '../web/' : '../.build/web/', import.meta.url),
);

type Given = Pick<
  Services,
  'config' | 'logger' | 'clock' | 'metrics' | 'tracer' | 'db' | 'bus' | 'isShuttingDown'
>;

/** Makes all there is, on a migrated database. Memory follows the log from here on, and nodes hear of each other. */
export async function makeServices(given: Given & { secret: string }): Promise<Services> {
  const { config, logger, clock, metrics, tracer, db, bus, secret } = given;
  const lines = {
    writes: new WaitingLine(writes),
    passwords: new WaitingLine(hashingRoom),
    images: new WaitingLine(imageRoom),
  };
  const log = await Log.open({
    db,
    clock,
    bus,
    references: referencesBy(clock),
    secret,
    line: lines.writes,
    metrics,
    tracer,
  });
  const key = toKey(secret, await readTokenAudience(db));
  const shared = config.rateLimits && db.dialect === 'postgres' ? sharedCounts(db, key.secret, logger) : null;
  const turns = new Turns();
  const memory = keepMemory({ db, log, clock, logger, metrics, turns });
  const { presence, waiters } = memory;
  const mail = config.smtp ? new Outbox({ smtp: openSmtp(config.smtp), logger, metrics }) : null;
  const push = openPush(config, secret, { logger, metrics });
  const seal = sealBy(secret, softStatePurpose(log.databaseId));
  const softState = await SoftState.open(bus, presence.nodeId, seal);
  exchangePresence(softState, presence, { memberships: memory.memberships, clock });
  const made = {
    ...given,
    config: { ...config, maxHeld: withinDescriptors(config.maxHeld) },
    log,
    softState,
    turns,
    ...memory,
    heldElsewhere: new HeldExchange(softState, waiters, clock),
    advice: adviceFor(config),
    key,
    limits: config.rateLimits ? createRateLimits({ clock, shared, metrics }) : noLimits,
    bodies: new BodiesInFlight(),
    mail,
    push,
    lines: { ...lines, ...(mail && { mails: mail }), ...(push && { pushes: push.sending }) },
    lineLater: requestLines(logger, config),
    hashing: createHashing(lines.passwords),
    prepareImages: createImageWork(lines.images),
    send: createSender({ db, log, clock }, turns),
    markRead: createMarker(log, turns),
    markSeen: createSeenMarker(log, clock),
    clientDir,
  };
  return { ...made, ...handIn(made) };
}

/** What this process remembers of the database: nothing but the log changes it. */
function keepMemory({
  db,
  log,
  clock,
  logger,
  metrics,
  turns,
}: Pick<Services, 'db' | 'log' | 'clock' | 'logger' | 'metrics' | 'turns'>) {
  const tokens = new TokenCache();
  const memberships = new MembershipCache(db);
  const visibleHeads = new VisibleHeads(db);
  const expiringChats = new ExpiringChats(db, clock);
  const presence = new Presence(clock, memberships);
  const waiters = new Waiters(clock);
  const sharedBody = new SharedBody();
  const sharedPages = new SharedPages(clock);
  tokens.isHeld = ({ userId, familyId }) => waiters.holdsFor(userId, familyId);
  memberships.isNeeded = (userId) => waiters.countOfUser(userId) > 0 || presence.isHere(userId);
  const onFailure = (error: unknown) => logFailure(logger, error, 'telling of news failed');
  const readers = wakeInSlices(waiters, turns, onFailure, metrics.wakes);
  log.onFailure = onFailure;
  // Whoever polls is known by then, and stays so while they wait (`isNeeded`).
  log.isAwaited = (addressee) =>
    addressee > 0 ? memberships.peopleIn(addressee).size > 0 : memberships.knows(-addressee);
  log.onPassedOver((passed) => {
    for (const { addressee } of passed) {
      visibleHeads.forget(addressee);
      expiringChats.forget(addressee);
      sharedPages.forgetChat(addressee);
    }
  });
  log.onEvents((events) => {
    const now = clock.now();
    for (const { createdAt } of events) metrics.news.observe(Math.max(0, now - createdAt) / 1000);
    // Before anyone is woken: what was taken back is in no body any more.
    if (events.some(changesEarlier)) sharedBody.forget();
    sharedPages.apply(events);
    tokens.apply(events);
    memberships.apply(events);
    visibleHeads.apply(events);
    expiringChats.apply(events);
    presence.apply(events);
    wakeReaders(readers, memberships, events);
  });
  presence.typists.find = async (userIds) =>
    new Map([...(await findUsers(db.read, userIds))].map(([id, { username }]) => [id, username]));
  presence.onChange = gatherChanges((chatIds) => wakeChats(readers, memberships, chatIds));
  return { tokens, memberships, visibleHeads, expiringChats, presence, waiters, sharedBody, sharedPages };
}
