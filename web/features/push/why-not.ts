/** Why this browser can't be told while no page is open: by its address, until the page is on the home screen, or at all; null: it can. */
export type Hindrance = 'insecure' | 'install' | 'impossible';

/** What is asked of the browser. */
type Place = Pick<Window, 'isSecureContext'> & {
  navigator: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>;
};

/** Safari on a phone has what is needed in pages alone that were put on the home screen, and an iPad says that it is a Mac. */
export function whyNot(place: Place): Hindrance | null {
  const { userAgent, maxTouchPoints } = place.navigator;
  if (!place.isSecureContext) return 'insecure';
  if ('PushManager' in place && 'serviceWorker' in place.navigator) return null;
  const isIos = /iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  return isIos ? 'install' : 'impossible';
}
