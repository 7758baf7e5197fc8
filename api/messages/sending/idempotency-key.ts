import { isUtf8 } from 'node:buffer';
import { ValidationError } from '../../http/errors.ts';
import { toFieldErrors } from '../../http/input/fields.ts';
import { clientKey } from '../schemas.ts';

/**
 * The key that makes a send safe to repeat, from the `Idempotency-Key` header ("": none) or the `client_id` field; null without
 * either. Throws a ValidationError for a header that is no key and for two that differ.
 */
export function idempotencyKey(header: string, field: string | null): string | null {
  if (header === '') return field;
  // Node hands header bytes over as latin1.
  const bytes = Buffer.from(header, 'latin1');
  // With replacement characters two keys would be one, and the second message would be taken for the first.
  if (!isUtf8(bytes)) throw new ValidationError({ idempotency_key: ['The key is not valid UTF-8.'] });
  const parsed = clientKey.safeParse(bytes.toString('utf8'));
  if (!parsed.success)
    throw new ValidationError({ idempotency_key: Object.values(toFieldErrors(parsed.error)).flat() });
  if (field !== null && field !== parsed.data) {
    throw new ValidationError({ client_id: ['This differs from the Idempotency-Key header.'] });
  }
  return parsed.data;
}
