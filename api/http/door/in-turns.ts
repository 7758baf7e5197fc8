import type { RequestListener } from 'node:http';
import type { Turns } from '../../process/turns.ts';

type Request = Parameters<RequestListener>;

/** Of beginning requests in one turn of the event loop. */
const maxTurnMs = 0.5;

/**
 * Begins requests for half a millisecond, and the others in the turns after it: node hands over all that came in since the last turn, and a
 * thousand who ask at once would keep waiting whoever waits for a commit. What is said (POST) has a line of its own, and the two
 * lines take turns; while the others wait behind what is said, it alone goes on.
 */
export function inTurns(
  begin: RequestListener,
  turns: Turns,
  now = () => performance.now(),
): RequestListener {
  const said: Request[] = [];
  const others: Request[] = [];
  let isOthersTurn = false;
  let areOthersHeld = false;
  /** Null: none has begun in this turn. */
  let turnAt: number | null = null;

  const isWaiting = () => said.length > 0 || (others.length > 0 && !areOthersHeld);
  const next = (): Request | undefined => {
    if (areOthersHeld) return said.shift();
    isOthersTurn = !isOthersTurn;
    return isOthersTurn ? (others.shift() ?? said.shift()) : (said.shift() ?? others.shift());
  };
  const isOver = (startedAt: number) => now() - startedAt >= maxTurnMs;
  const start = (): number => {
    setImmediate(turn);
    return now();
  };
  const goOn = () => {
    areOthersHeld = false;
    turnAt ??= start();
  };
  const turn = () => {
    areOthersHeld ||= turns.hasToWait(others.length, goOn);
    turnAt = isWaiting() ? start() : null;
    while (turnAt !== null && isWaiting() && !isOver(turnAt)) {
      const [req, res] = next() as Request;
      // Whoever has hung up in the line is owed nothing, and those behind do not wait for it.
      if (!req.socket.destroyed) begin(req, res);
    }
  };

  return (req, res) => {
    turnAt ??= start();
    const isSaid = req.method === 'POST';
    const isNext = said.length === 0 && (others.length === 0 || (isSaid && areOthersHeld));
    if (isNext && !isOver(turnAt)) begin(req, res);
    else (isSaid ? said : others).push([req, res]);
  };
}
