/** Keeps this page on the device, so that it opens without a line too; after it is loaded, so as not to slow that down. */
export function keepOffline({ navigator }: Window): void {
  // Missing without https, and refused in some private windows: then the page is as it was before.
  addEventListener('load', () => navigator.serviceWorker?.register('/service-worker.js').catch(() => {}));
}
