import { type Answer, type Connection, openConnections } from './connection.ts';

/** Each request on a connection of its own, again and again as soon as its answer is there. */
export interface Load {
  requests: readonly string[];
  /** Asked in turn with those, so that each of them changes something again. */
  back?: readonly string[];
  status: number;
  /** Of `back`, where that is another. */
  backStatus?: number;
}

/** How many answers in `ms`. Throws at the first answer with another status: a failing server is fast. */
export async function answersWithin(
  ms: number,
  port: number,
  { requests, back = requests, status, backStatus = status }: Load,
): Promise<number> {
  const connections = await openConnections(port, requests.length);
  const endsAt = performance.now() + ms;
  let answers = 0;
  const repeat = async (connection: Connection, turns: readonly string[]) => {
    for (let i = 0; performance.now() < endsAt; i += 1) {
      expectStatus(i % 2 === 0 ? status : backStatus, await connection.ask(turns[i % turns.length] ?? ''));
      answers += 1;
    }
  };
  await Promise.all(connections.map((each, i) => repeat(each, [requests[i] ?? '', back[i] ?? ''])));
  for (const each of connections) each.close();
  return answers;
}

/** Each request once, over a few connections; the answers in the order of the requests. */
export async function askEach(port: number, requests: readonly string[], status: number): Promise<Answer[]> {
  const connections = await openConnections(port, Math.min(50, requests.length));
  const answers: Answer[] = [];
  const waiting = requests.entries();
  const work = async (connection: Connection) => {
    for (const [i, request] of waiting) answers[i] = expectStatus(status, await connection.ask(request));
  };
  await Promise.all(connections.map(work));
  for (const each of connections) each.close();
  return answers;
}

export async function askOnce(port: number, request: string | undefined, status: number): Promise<Answer> {
  const [answer] = request === undefined ? [] : await askEach(port, [request], status);
  if (!answer) throw new Error('There is nothing to ask.');
  return answer;
}

export function expectStatus(status: number, answer: Answer): Answer {
  if (answer.status === status) return answer;
  throw new Error(`Expected ${status}, got ${answer.head}\n${answer.body.toString().slice(0, 500)}`);
}
