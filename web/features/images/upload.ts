/** A line on which nothing moves for so long is dead. */
const stallMs = 30_000;

/** Like `fetch`, of a browser that tells of no progress in that: for a form, and with `onProgress` from 0 to 1. */
export function uploader(onProgress: (share: number) => void): typeof fetch {
  return (path, { method = 'POST', headers, body, signal } = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const over = new AbortController();
      const finish = (settle: () => void) => {
        over.abort();
        clearTimeout(stall);
        settle();
      };
      const end = () => request.abort();
      let stall = setTimeout(end, stallMs);
      request.open(method, String(path));
      for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        clearTimeout(stall);
        stall = setTimeout(end, stallMs);
        onProgress(total > 0 ? loaded / total : 0);
      });
      request.addEventListener('load', () => finish(() => resolve(toResponse(request))));
      for (const failed of ['error', 'abort'])
        request.addEventListener(failed, () => finish(() => reject(new TypeError(failed))));
      signal?.addEventListener('abort', end, { signal: over.signal });
      request.send(body instanceof FormData ? body : null);
    });
}

function toResponse(request: XMLHttpRequest): Response {
  const retryAfter = request.getResponseHeader('Retry-After');
  const headers = new Headers(retryAfter === null ? {} : { 'Retry-After': retryAfter });
  return new Response(request.responseText, { status: request.status, headers });
}
