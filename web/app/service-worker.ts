/**
 * Opens the page where the server can't be reached: from then on the page itself says so, tries again, and has kept what
 * was written. What the API answers is never kept; it would be old, and it is private. What is pushed is shown by pushed.ts.
 */
import { showPushes } from './pushed.ts';
import type { Scope } from './worker-scope.ts';

declare const self: Scope;

/** Put in by the build: what to keep in this language, and a name for just that. */
declare const built: {
  version: string;
  page: string;
  offlinePage: string;
  files: readonly string[];
  icon: string;
};

const prefix = 'holdline-';
const cacheName = prefix + built.version;
const { page, offlinePage } = built;

/** A line that is neither there nor gone: longer than this nobody looks at an empty window. */
const patienceMs = 6000;

/** A proxy whose server is gone answers in its stead. */
const gone = new Set([502, 503, 504]);

self.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || request.method !== 'GET') return;
  if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
  else if (request.mode === 'navigate') event.respondWith(open(request, pathname));
});

showPushes(self, built.icon);

async function keep(): Promise<void> {
  const cache = await caches.open(cacheName);
  const fresh = [page, offlinePage].map((path) => new Request(path, { cache: 'reload' }));
  await cache.addAll([...fresh, ...built.files]);
}

/** The version before stays: a page that is open fetches its parts by their old names, which the server no longer has. */
async function dropOld(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  const old = names.filter((name) => name !== cacheName).slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** A name with a hash always means the same content. */
async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** The newest from the server; else the page as kept, for each of its addresses; else word that there is no line. */
async function open(request: Request, pathname: string): Promise<Response> {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
    if (!gone.has(response.status)) return response;
  } catch {
    // No line, or none worth waiting for.
  }
  const cache = await caches.open(cacheName);
  const isOfThePage = !/^\/(api|auth)\//.test(pathname);
  const kept = (isOfThePage && (await cache.match(page))) || (await cache.match(offlinePage));
  return kept || Response.error();
}
