import type { Principal } from '../http/route.ts';
import type { LogEvent } from '../log/event.ts';
import { Lru } from '../process/lru.ts';

/** Bounds the memory: some hundred bytes each. Beyond, the least recently used goes and is proven anew when it comes back. */
const maxTokens = 50_000;
/** Of those that we signed and that work no more, and bots' keys that are nobody's. Nobody has as many: each takes a log-in or a question, which have their price. */
const maxEnded = 10_000;

/**
 * What a `token.revoked` event ends: a family; or all of the user's but one; or, of a family, all but the token that took
 * the place of another, which works on until then (Unix milliseconds).
 */
export type Revocation =
  | { family: string }
  | { all_but: string | null }
  | { family: string; by: string; old: string; until: number };

/**
 * Tokens already proven, so that a poll costs neither cryptography nor SQL. Kept right by the log: a revocation on any
 * node reaches every node as an event.
 */
export class TokenCache {
  readonly #principals: Lru<string, Principal>;
  readonly #ended = new Lru<string, true>({ maxWeight: maxEnded });
  #tokensOf = new Map<number, Set<string>>();
  #revocations = 0;
  /** Whether a poll is held for this token: it is not dropped, so that the next poll costs nothing either. */
  isHeld: (principal: Principal) => boolean = () => false;

  constructor(limit = maxTokens) {
    this.#principals = new Lru({
      maxWeight: limit,
      isPinned: (_token, principal) => this.isHeld(principal),
      onDrop: (token, principal) => this.#unlink(token, principal),
    });
  }

  get size(): number {
    return this.#principals.size;
  }

  /** Rises with every revocation and changed name. A proof that began at another count may be outdated and must not be kept. */
  get revocations(): number {
    return this.#revocations;
  }

  get(token: string, nowMs: number): Principal | undefined {
    const principal = this.#principals.get(token);
    if (!principal || principal.expiresAt > nowMs) return principal;
    this.#forget(token, principal);
    return undefined;
  }

  add(token: string, principal: Principal, revocationsBefore: number): void {
    if (revocationsBefore !== this.#revocations) return;
    this.#principals.set(token, principal);
    const tokens = this.#tokensOf.get(principal.userId) ?? new Set();
    this.#tokensOf.set(principal.userId, tokens.add(token));
  }

  /** A token that was looked up and has ended stays so: shown again it costs nothing, on whatever path and before any price. */
  addEnded(token: string): void {
    this.#ended.set(token, true);
  }

  hasEnded(token: string): boolean {
    return this.#ended.get(token) === true;
  }

  apply(events: readonly LogEvent[]): void {
    for (const event of events) {
      if (event.type === 'token.revoked' && event.userId !== null)
        this.#revoke(event.userId, JSON.parse(event.data));
      if (event.type === 'user.updated' && event.userId !== null) this.#proveAnew(event.userId);
    }
  }

  /** Principals tell a username, which may be another one from now on. */
  #proveAnew(userId: number): void {
    this.#revocations += 1;
    for (const token of [...(this.#tokensOf.get(userId) ?? [])]) {
      const principal = this.#principals.peek(token);
      if (principal) this.#forget(token, principal);
    }
  }

  #revoke(userId: number, revocation: Revocation): void {
    this.#revocations += 1;
    for (const token of this.#tokensOf.get(userId) ?? []) {
      const principal = this.#principals.peek(token);
      const endsAt = principal && endOf(principal, revocation);
      if (!principal || endsAt === null || endsAt === undefined) continue;
      if (endsAt === 0) this.#forget(token, principal);
      else this.#principals.set(token, { ...principal, expiresAt: Math.min(principal.expiresAt, endsAt) });
    }
  }

  #forget(token: string, principal: Principal): void {
    this.#principals.delete(token);
    this.#unlink(token, principal);
  }

  #unlink(token: string, principal: Principal): void {
    const tokens = this.#tokensOf.get(principal.userId);
    tokens?.delete(token);
    if (tokens?.size === 0) this.#tokensOf.delete(principal.userId);
  }
}

/** Whether the tokens of a family end by this. One that was replaced in its family ends later, by its own time. */
function isRevoked(familyId: string, revocation: Revocation): boolean {
  if ('all_but' in revocation) return revocation.all_but !== familyId;
  return revocation.family === familyId && !('until' in revocation);
}

/** When this token ends by it, in Unix milliseconds: 0 is at once, null not at all. */
export function endOf(
  { familyId, tokenId }: Pick<Principal, 'familyId' | 'tokenId'>,
  revocation: Revocation,
): number | null {
  if (isRevoked(familyId, revocation)) return 0;
  if (!('until' in revocation) || revocation.family !== familyId || tokenId === revocation.by) return null;
  return tokenId === revocation.old ? revocation.until : 0;
}
