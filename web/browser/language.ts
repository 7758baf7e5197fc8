const cookie = 'language';
const yearS = 31_536_000;

/** The language that somebody chose for this page on this device; null where it is the browser's. */
export function chosenLanguage({ cookie: all }: Pick<Document, 'cookie'>): string | null {
  const found = all.split('; ').find((each) => each.startsWith(`${cookie}=`));
  return found?.slice(cookie.length + 1) || null;
}

/** Opens the page anew in this language, or null: in the browser's. Which one it is goes by a cookie, as the server picks the page. */
export function chooseLanguage({ document, location }: Window, language: string | null): void {
  const maxAge = language === null ? 0 : yearS;
  document.cookie = `${cookie}=${language ?? ''}; Path=/; Max-Age=${maxAge}; SameSite=Lax`;
  location.reload();
}
