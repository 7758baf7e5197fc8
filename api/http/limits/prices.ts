import type { Allowance } from './meter.ts';

/** What a bucket holds for one person and for one address; of both, one point is asked for each request. */
export interface Price {
  /** Absent: of who is not logged in, only the address is known. */
  person?: Allowance;
  address: Allowance;
  /** Counted for all nodes together. A question to the database each, so only for what is rare and costs or guesses. */
  isShared?: true;
}

const minute = 60;
const hour = 3600;

/**
 * Every route names one of these (http/route.ts). They are there for whoever asks on purpose: a person with the page on a few
 * devices stays far below, and so do two hundred people behind one address, as in a school, with all of them busy at
 * once. That is what an address has more of than a person.
 */
export const prices = {
  /** The default of what reads. To open a chat takes ten; ten thousand messages, scrolled through, a hundred. */
  read: price({ points: 600, seconds: minute }, { points: 12_000, seconds: minute }),
  /** The default of what changes: joining, typing (every 3 s), read markers (as often as someone can read). */
  change: price({ points: 240, seconds: minute }, { points: 4800, seconds: minute }),
  /**
   * Polls cost some 20 µs, so that there can be many. The page asks four times a second at most, on six devices; a loop of
   * curl comes back with every message of the busiest chat. For an address, a thousand a second for good.
   */
  poll: price({ points: 1200, seconds: 30 }, { points: 30_000, seconds: 30 }),
  /** The images on a page of history, up to two hundred, and the pages before it as fast as one scrolls. */
  picture: price({ points: 1200, seconds: minute }, { points: 24_000, seconds: minute }),
  /** Long lists of people: with 200 on a page, 24,000 members a minute; also one for every letter of a search there. */
  people: price({ points: 120, seconds: minute }, { points: 2400, seconds: minute }),
  /** Asked anew while one types, two or three times a second at most. */
  search: price({ points: 60, seconds: 30 }, { points: 1200, seconds: 30 }),
  /** The same in all of one's chats: some steps into an index for each. Asked anew while one types, once a second for long. */
  searchAll: price({ points: 60, seconds: minute }, { points: 1200, seconds: minute }),
  /** Looked at, and again with another width. Made once per version, but it sums up all that was said. */
  mood: price({ points: 60, seconds: minute }, { points: 1200, seconds: minute }),
  /** Each is read by a person of the staff. Who meets a flood of bad words blocks their author after a few. */
  report: price({ points: 20, seconds: 600 }, { points: 400, seconds: 600 }),
  /** What staff look at and do: lists by pages, and a search for each letter typed. */
  staff: price({ points: 120, seconds: minute }, { points: 1200, seconds: minute }),
  /** Whole sessions: each reads all that was ever said there. A class may take its lesson home. */
  exportChat: price({ points: 30, seconds: 600 }, { points: 300, seconds: 600 }),
  /** A QR code takes a millisecond of the one thread that everyone shares, and a list of invites has many. */
  invites: price({ points: 30, seconds: minute }, { points: 300, seconds: minute }),
  /** What an invite leads to, also asked by those who guess. A class that opens the same link asks twice each. */
  lookUpInvite: price({ points: 120, seconds: minute }, { points: 1200, seconds: minute }),
  /** As fast as nobody writes, for half a minute; and a class where everybody talks at once. */
  sendMessage: price({ points: 120, seconds: 30 }, { points: 2400, seconds: 30 }),
  /** Each costs a good part of a second of a processor, and room for good; one at a time is worked on anyway. */
  sendImage: price({ points: 30, seconds: minute }, { points: 300, seconds: minute }),
  /** Each is an event with the whole text, for everyone in the chat, and blanks what was said before. */
  editMessage: price({ points: 60, seconds: minute }, { points: 1200, seconds: minute }),
  /**
   * A name, a picture, an address: an event in every chat that shows this person, and a walk along all that a node remembers, which
   * takes 20 ms of everyone's time and more.
   */
  changeProfile: price({ points: 30, seconds: 600 }, { points: 600, seconds: 600 }),
  /** Reactions and pins: each is an event with the whole message and all who reacted. */
  react: price({ points: 60, seconds: 30 }, { points: 1200, seconds: 30 }),
  /** Bots made, renamed, given another key: rows for good, or an event for all in the chat. */
  bots: price({ points: 60, seconds: 600 }, { points: 600, seconds: 600 }),
  /** A bot's key that this node has not seen yet: a question to the database. A guess, or a bot after a restart; one that was wrong is known. */
  botKey: { address: { points: 120, seconds: minute } },
  /** What is posted to bots' addresses, also to those that nobody has; what it says is the bot's to pay. */
  hook: { address: { points: 2400, seconds: minute } },
  /** What a bot says: a burst of sixty, then one a second. A machine that builds for many has many bots behind its address. */
  sendAsBot: price({ points: 60, seconds: minute }, { points: 1200, seconds: minute }),
  /** New chats, rooms and private chats: rows for good, and a line in somebody's list. */
  startChat: price({ points: 60, seconds: 600 }, { points: 600, seconds: 600 }),
  /** Accounts and guests, refused ones too. Three classes within an hour, with two tries each. */
  signUp: { address: { points: 600, seconds: hour }, isShared: true },
  /** Tries to log in, right ones too: each hashes for 20 ms. A class that logs in at once, with two tries each. */
  logIn: { address: { points: 400, seconds: 300 }, isShared: true },
  /** What asks for the password of someone who is logged in: a guess, and two hashes. */
  password: { ...price({ points: 15, seconds: 300 }, { points: 400, seconds: 300 }), isShared: true },
  /**
   * A mail to somebody, who may be a stranger and did not ask for it. Whoever has forgotten a password asks twice; of a school with one
   * address sixty within the hour.
   */
  mail: { ...price({ points: 5, seconds: hour }, { points: 60, seconds: hour }), isShared: true },
  /** Load balancers ask every second or so, from a few addresses, and the database is asked with each. */
  health: { address: { points: 600, seconds: minute } },
} satisfies Record<string, Price>;

export type PriceName = keyof typeof prices;

export interface Limit {
  allowance: Allowance;
  isShared?: true;
}

/** Further limits, by a key that the one who asks for it names. */
export const limits = {
  /** Wrong passwords per name and address, so that nobody can lock someone else out from afar. Right ones are given back. */
  logInFailure: { allowance: { points: 10, seconds: 300 }, isShared: true },
  /** Mails of one kind to one mailbox or account: each has a link that works, so whoever uses them up for another has sent them. */
  mailsToOne: { allowance: { points: 5, seconds: hour }, isShared: true },
  /** Mails in all: what the name of this server is worth with those who take its mails. */
  mailsToAll: { allowance: { points: 1000, seconds: hour }, isShared: true },
  /** Edits of one message by its author: each is sent to all who read along, and blanks what was there before. */
  editsOfMessage: { allowance: { points: 30, seconds: 600 } },
} satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

function price(person: Allowance, address: Allowance) {
  return { person, address };
}
