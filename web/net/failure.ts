import type { FieldErrors } from './wire.ts';

/** A request that brought no usable answer (status 0), or one that says no. */
export class RequestFailure extends Error {
  constructor(
    /** The HTTP status; 0 when the server was not reached, or something else answered in its place. */
    readonly status: number,
    /** The API's stable word for what is wrong. */
    readonly code: string,
    readonly fields: FieldErrors = {},
    readonly retryAfterMs: number | null = null,
  ) {
    super(`${status} ${code}`);
  }

  /** Whether the same request may well succeed later, without anybody changing anything. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 500 || passingStatuses.has(this.status);
  }
}

/** Request Timeout, Too Early, Too Many Requests: a proxy may send the first two as well. */
const passingStatuses = new Set([408, 425, 429]);
