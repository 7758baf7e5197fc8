import type { Hook, HookAttempt } from '../../net/wire.ts';
import { number } from './format.ts';
import { insideWords } from './inside.ts';

const pausedBy: Record<NonNullable<Hook['paused_by']>, string> = {
  gone: 'Paused: the address says that it is gone.',
  failing: 'Paused: nothing has got through for a day.',
  behind: 'Paused: what it has missed is not kept any more. Skip it.',
  secret_lost: 'Paused: its secret is no good any more. Replace it.',
  keeper_gone: 'Paused: who set it up does not run this chat any more. Go on only if you know the address.',
};

const problems: Record<NonNullable<HookAttempt['problem']>, string> = {
  no_public_address: 'no public address',
  not_connected: 'no connection',
  bad_certificate: 'bad certificate',
  timed_out: 'no answer in time',
  no_http: 'no HTTP',
  not_allowed: 'not allowed here',
};

/** The words of what a bot hears and passes on. */
export const hookWords = {
  hint: 'What the bot hears can be sent to a program of yours, at an address of the web. What that answers, the bot says.',
  address: 'Address',
  addressHint: 'It begins with https://, and has to be reached from the internet.',
  tells: 'Send on',
  kinds: {
    said: 'what is said',
    changed: 'what is changed or deleted',
    marked: 'reactions and pins',
    people: 'who comes and goes, changes of the chat',
  },
  make: 'Set up',
  change: 'Change',
  save: 'Save',

  state: ({ state, paused_by: by, next_try_at: next }: Hook) => {
    if (by) return pausedBy[by];
    if (state === 'failing' && next) return `Not getting through. Next try: ${insideWords.exactTime(next)}.`;
    return state === 'failing' ? 'Not getting through.' : 'What the bot hears goes to:';
  },
  secretOnce: 'The secret by which your program knows that it is us. It is shown this once:',
  isKept: 'I have copied it',
  resume: 'Try again now',
  skip: {
    action: 'Skip what was missed …',
    question: 'Skip what was missed?',
    consequence: 'What has not got through until now is never sent. It goes on with what is said next.',
    confirm: 'Skip it',
    stay: 'Keep it',
  },
  replaceSecret: {
    action: 'Replace the secret …',
    question: 'Replace the secret?',
    consequence: 'For a day the old one is good as well. Then your program has to know the new one.',
    confirm: 'Replace it',
    stay: 'Keep it',
  },
  remove: {
    action: 'Send nothing more …',
    question: 'Send nothing more?',
    consequence: 'What the bot hears goes nowhere any more. The bot stays.',
    confirm: 'Send nothing more',
    stay: 'Go on',
  },

  attempts: 'Last tries',
  noAttempts: 'Nothing was sent yet.',
  cameOf: (status: number | null, problem: HookAttempt['problem']) =>
    problem ? problems[problem] : `answered ${status}`,
  notKept:
    'The answer is not shown: what it may repeat is not for everybody here, or was changed or deleted since.',
  took: (ms: number) => `${number.format(ms)} ms`,
};
