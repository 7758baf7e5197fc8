import type { Context } from 'koa';

/** Set by the page (web/browser/language.ts) where somebody chose a language on their device. */
const cookie = 'language';
/** What browsers keep a cookie for at most. */
const keptMs = 400 * 86_400_000;

/**
 * In which of these languages the page is to be, the first being everyone else's: what was chosen on this device, else what the browser
 * asks for.
 */
export function pageLanguage(ctx: Context, languages: readonly string[]): string {
  const chosen = ctx.cookies.get(cookie);
  if (chosen === undefined || !languages.includes(chosen)) {
    return ctx.acceptsLanguages([...languages]) || (languages[0] ?? '');
  }
  // Safari forgets within a week what a script wrote, but not what a server said.
  ctx.cookies.set(cookie, chosen, { maxAge: keptMs, sameSite: 'lax', httpOnly: false });
  return chosen;
}
