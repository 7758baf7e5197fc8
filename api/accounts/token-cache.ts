import type { LogEvent } from '../events/event.ts';
import type { Principal } from '../http/route.ts';

/** Bounds the memory: some hundred bytes each. */
const maxTokens = 50_000;

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
  #principals = new Map<string, Principal>();
  #tokensOf = new Map<number, Set<string>>();
  #revocations = 0;

  /** Rises with every revocation. A proof that began at another count may be outdated and must not be kept. */
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
    if (this.#principals.size <= maxTokens) return;
    const [oldest] = this.#principals;
    if (oldest) this.#forget(...oldest);
  }

  apply(events: readonly LogEvent[]): void {
    for (const event of events) {
      if (event.type === 'token.revoked' && event.userId !== null)
        this.#revoke(event.userId, JSON.parse(event.data));
    }
  }

  #revoke(userId: number, revocation: Revocation): void {
    this.#revocations += 1;
    for (const token of this.#tokensOf.get(userId) ?? []) {
      const principal = this.#principals.get(token);
      const endsAt = principal && endOf(principal, revocation);
      if (!principal || endsAt === null || endsAt === undefined) continue;
      if (endsAt === 0) this.#forget(token, principal);
      else this.#principals.set(token, { ...principal, expiresAt: Math.min(principal.expiresAt, endsAt) });
    }
  }

  #forget(token: string, principal: Principal): void {
    this.#principals.delete(token);
    const tokens = this.#tokensOf.get(principal.userId);
    tokens?.delete(token);
    if (tokens?.size === 0) this.#tokensOf.delete(principal.userId);
  }
}

/** Whether the tokens of a family end by this. One that was replaced in its family ends later, by its own time. */
export function isRevoked(familyId: string, revocation: Revocation): boolean {
  if ('all_but' in revocation) return revocation.all_but !== familyId;
  return revocation.family === familyId && !('until' in revocation);
}

/** When this token ends by it: 0 is at once, null not at all. */
function endOf({ familyId, tokenId }: Principal, revocation: Revocation): number | null {
  if (isRevoked(familyId, revocation)) return 0;
  if (!('until' in revocation) || revocation.family !== familyId || tokenId === revocation.by) return null;
  return tokenId === revocation.old ? revocation.until : 0;
}
