/**
 * The errors a handler may throw, in Django REST framework's words (api/README.md section 1). One handler, in
 * error-handler.ts, turns them into responses; nothing else writes an error body.
 */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(detail);
  }

  body(): Record<string, unknown> {
    return { detail: this.message, code: this.code };
  }
}

/** Field name → sentences. `non_field_errors` carries what belongs to no single field. */
export type FieldErrors = Record<string, string[]>;

export class ValidationError extends ApiError {
  constructor(readonly fields: FieldErrors) {
    super(400, 'invalid', 'Invalid input.');
  }

  /** The fields and nothing else: `code` stands beside `detail` only, where no field can be taken for it. */
  override body(): Record<string, unknown> {
    return this.fields;
  }
}

export class ParseError extends ApiError {
  constructor(detail: string) {
    super(400, 'parse_error', detail);
  }
}

/** RFC 9110 section 11.6.1: a 401 names the scheme that would be accepted. */
const challenge = { 'WWW-Authenticate': 'JWT realm="api"' };

export class NotAuthenticated extends ApiError {
  constructor() {
    super(401, 'not_authenticated', 'Authentication credentials were not provided.', challenge);
  }
}

export class AuthenticationFailed extends ApiError {
  constructor() {
    super(401, 'authentication_failed', 'Invalid or expired token.', challenge);
  }
}

export class PermissionDenied extends ApiError {
  constructor(code = 'permission_denied', detail = 'You do not have permission to perform this action.') {
    super(403, code, detail);
  }
}

export class NotFound extends ApiError {
  constructor(detail = 'Not found.') {
    super(404, 'not_found', detail);
  }
}

export class MethodNotAllowed extends ApiError {
  constructor(method: string, allowed: string[]) {
    super(405, 'method_not_allowed', `Method "${method}" not allowed.`, { Allow: allowed.join(', ') });
  }
}

export class NotAcceptable extends ApiError {
  constructor() {
    super(406, 'not_acceptable', 'Could not satisfy the request Accept header.');
  }
}

export class Conflict extends ApiError {
  constructor(code: string, detail: string) {
    super(409, code, detail);
  }
}

export class Gone extends ApiError {
  constructor(code: string, detail: string) {
    super(410, code, detail);
  }
}

export class CursorExpired extends ApiError {
  constructor() {
    super(410, 'cursor_expired', 'This cursor is no longer valid. Take a fresh snapshot.');
  }
}

export class PayloadTooLarge extends ApiError {
  constructor(maxBytes: number) {
    super(413, 'payload_too_large', `The request body is larger than ${maxBytes} bytes.`);
  }
}

export class UnsupportedMediaType extends ApiError {
  constructor(mediaType: string) {
    super(415, 'unsupported_media_type', `Unsupported media type "${mediaType}" in request.`);
  }
}

export class IdempotencyMismatch extends ApiError {
  constructor() {
    super(422, 'idempotency_mismatch', 'This idempotency key was used before with other content.');
  }
}

export class Throttled extends ApiError {
  constructor(waitSeconds: number) {
    const unit = waitSeconds === 1 ? 'second' : 'seconds';
    super(429, 'throttled', `Request was throttled. Expected available in ${waitSeconds} ${unit}.`, {
      'Retry-After': String(waitSeconds),
    });
  }
}

/** A cap on what is held: other than a poll, which is answered without, a stream has no lesser form. */
export class TooManyHeld extends ApiError {
  constructor(waitSeconds: number) {
    super(429, 'too_many_held', 'Too many polls and streams are held. Poll without `wait`.', {
      'Retry-After': String(waitSeconds),
    });
  }
}

/** RFC 9110 section 15.6.2: nothing is wrong with the request, and asking again will not help. */
export class NotImplemented extends ApiError {
  constructor(code: string, detail: string) {
    super(501, code, detail);
  }
}

export class ServiceUnavailable extends ApiError {
  constructor(detail: string) {
    super(503, 'service_unavailable', detail, { 'Retry-After': '5' });
  }
}
