/**
 * How long to stay away, in ms: whole seconds, or a date, which is read by the clock that wrote it (RFC 9110, section
 * 10.2.3). Null when it says neither: then one's own patience counts.
 */
export function readRetryAfter(headers: Headers, nowMs: number): number | null {
  const said = headers.get('Retry-After')?.trim() ?? '';
  if (/^\d+$/.test(said)) return Number(said) * 1000;
  // Only what looks like a date: `Date.parse` makes something of "-1" and of "2" as well.
  const untilMs = /^[A-Z][a-z]+,? /.test(said) ? Date.parse(said) : Number.NaN;
  if (Number.isNaN(untilMs)) return null;
  const sentMs = Date.parse(headers.get('Date') ?? '');
  return Math.max(0, untilMs - (Number.isNaN(sentMs) ? nowMs : sentMs));
}
