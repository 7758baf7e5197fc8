import type { LogEvent } from '../events/event.ts';
import type { Principal } from '../http/route.ts';

/** Bounds the memory: some hundred bytes each. */
const maxTokens = 50_000;

/** Which tokens a `token.revoked` event ends: this one, or all of the user's but one. */
export type Revocation = { token_id: string } | { all_but: string | null };

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
      if (principal && isRevoked(principal.tokenId, revocation)) this.#forget(token, principal);
    }
  }

  #forget(token: string, principal: Principal): void {
    this.#principals.delete(token);
    const tokens = this.#tokensOf.get(principal.userId);
    tokens?.delete(token);
    if (tokens?.size === 0) this.#tokensOf.delete(principal.userId);
  }
}

export function isRevoked(tokenId: string, revocation: Revocation): boolean {
  return 'token_id' in revocation ? revocation.token_id === tokenId : revocation.all_but !== tokenId;
}
