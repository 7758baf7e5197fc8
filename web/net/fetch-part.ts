import { RequestFailure } from './failure.ts';

let tries = 0;

/**
 * Fetches a part of the page; every `import()` goes through here. Chromium and Firefox remember for as long as a page lasts that
 * a module could not be fetched, so it is asked for again under another address, which their messages tell. Others ask again by
 * themselves. A part that can't be fetched is a failure of the line: it may come later.
 */
export async function fetchPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    const [address] = /https?:\S+\.js/.exec(String(error)) ?? [];
    if (address === undefined) throw new RequestFailure(0, 'unreachable');
    tries += 1;
    return import(`${address}?again=${tries}`).catch(() => {
      throw new RequestFailure(0, 'unreachable');
    });
  }
}
