/** An hour of a hundred people in one chat, as it is counted below. */
export const hour = { people: 100, seconds: 3600, secondsBetweenMessages: 60, hiddenShare: 0.5 };

/** How often one person's client asked, and how many of the answers held something new. */
export interface Asked {
  news: number;
  quiet: number;
}

/** Seconds to the next poll, after a number of answers in a row without news. */
type Pause = (quietInARow: number) => number;

export const everyThreeSeconds: Pause = () => 3;
/** The client's ladder, step 5 (contract section 6). */
export const restingWhenIdle: Pause = (quietInARow) => Math.min(10, 3 * 1.5 ** quietInARow);
export const hidden: Pause = () => 60;

/** Asks, waits, asks again. `startS` is when the first question comes. */
export function byInterval(startS: number, pause: Pause): Asked {
  const asked = { news: 0, quiet: 0 };
  let quietInARow = 0;
  let lastS = 0;
  for (let nowS = startS; nowS < hour.seconds; nowS += pause(quietInARow)) {
    const isNews = messagesUntil(nowS) > messagesUntil(lastS);
    quietInARow = isNews ? 0 : quietInARow + 1;
    asked[isNews ? 'news' : 'quiet'] += 1;
    lastS = nowS;
  }
  return asked;
}

/** Asks once and is held until there is news or the wait is over, which the server shortens by 5 % on average. */
export function byLongPolling(startS: number, waitS = 25): Asked {
  const asked = { news: 0, quiet: 0 };
  let nowS = startS;
  while (nowS < hour.seconds) {
    const messageS = (messagesUntil(nowS) + 1) * hour.secondsBetweenMessages;
    const deadlineS = nowS + waitS * 0.95;
    asked[messageS <= deadlineS ? 'news' : 'quiet'] += 1;
    nowS = Math.min(messageS, deadlineS);
  }
  return asked;
}

function messagesUntil(timeS: number): number {
  return Math.floor(timeS / hour.secondsBetweenMessages);
}

export function sum(all: readonly Asked[]): Asked {
  return all.reduce((total, each) => ({ news: total.news + each.news, quiet: total.quiet + each.quiet }));
}

/** One for each person, spread over a second poll's pause so that not all ask at once. */
export function forEachPerson(ask: (startS: number, isHidden: boolean) => Asked): Asked {
  const all = Array.from({ length: hour.people }, (_, i) =>
    ask((3 * i) / hour.people, i < hour.people * hour.hiddenShare),
  );
  return sum(all);
}
