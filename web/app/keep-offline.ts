interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string;
  };
}

/** Put in by the build: its address in the language of the page. Another language is another one, which takes over. */
declare const serviceWorker: string;

/** Keeps this page on the device, so that it opens without a line too; after it is loaded, so as not to slow that down. */
export function keepOffline({ navigator }: Window): void {
  // Missing without https, and refused in some private windows: then the page is as it was before.
  addEventListener('load', () => navigator.serviceWorker?.register(trusted(serviceWorker)).catch(() => {}));
}

/** The page's headers let no text become code (api/http/static-files.ts) but for this one address. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return url;
  const policy = trustedTypes.createPolicy('holdline', {
    createScriptURL: (asked) => {
      if (asked !== serviceWorker) throw new TypeError('No other script is fetched by address.');
      return asked;
    },
  });
  return policy.createScriptURL(url);
}
