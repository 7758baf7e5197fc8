import type { RequestListener } from 'node:http';

type Request = Parameters<RequestListener>;

/** Of beginning requests in one turn of the event loop. */
const maxTurnMs = 0.5;

/**
 * Begins requests for half a millisecond, and the others in the turns after it: node hands over all that came in since the last turn, and a
 * thousand who ask at once would keep waiting whoever waits for a commit. What is said (POST) has a line of its own, and the two
 * lines take turns.
 */
export function inTurns(begin: RequestListener, now = () => performance.now()): RequestListener {
  const said: Request[] = [];
  const others: Request[] = [];
  let isOthersTurn = false;
  /** Null: none has begun in this turn. */
  let turnAt: number | null = null;

  const isWaiting = () => said.length > 0 || others.length > 0;
  const next = (): Request | undefined => {
    isOthersTurn = !isOthersTurn;
    return isOthersTurn ? (others.shift() ?? said.shift()) : (said.shift() ?? others.shift());
  };
  const isOver = (startedAt: number) => now() - startedAt >= maxTurnMs;
  const start = (): number => {
    setImmediate(turn);
    return now();
  };
  const turn = () => {
    turnAt = isWaiting() ? start() : null;
    while (turnAt !== null && isWaiting() && !isOver(turnAt)) {
      const [req, res] = next() as Request;
      // Whoever has hung up in the line is owed nothing, and those behind do not wait for it.
      if (!req.socket.destroyed) begin(req, res);
    }
  };

  return (req, res) => {
    turnAt ??= start();
    if (!isWaiting() && !isOver(turnAt)) begin(req, res);
    else (req.method === 'POST' ? said : others).push([req, res]);
  };
}
