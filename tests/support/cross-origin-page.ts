/**
 * A page of another origin, as a browser lets it speak: it preflights what the Fetch standard says must be preflighted
 * and hides every reply that the server did not open to that origin. Node's own fetch checks none of this.
 * Calls are made the way jQuery makes them.
 */
export interface CrossOriginPage {
  ajax<Body>(call: AjaxCall): Promise<AjaxReply<Body>>;
  /** How many preflights were sent so far. */
  preflights(): number;
}

export interface AjaxCall {
  method: string;
  url: string;
  /** Sent as a form. Without it there is neither a body nor a Content-Type. */
  data?: Record<string, string>;
  headers?: Record<string, string>;
}

export interface AjaxReply<Body> {
  status: number;
  /** jQuery's `responseText`. */
  text: string;
  /** jQuery's `responseJSON`; undefined when the reply is not JSON. */
  json: Body;
}

/** What a page sees as a status 0: the browser kept the reply from it. */
export class BlockedByBrowser extends Error {}

const formType = 'application/x-www-form-urlencoded; charset=UTF-8';
/** Fetch standard: a cross-origin request of another method or with another header is preflighted. */
const simpleMethods = ['GET', 'HEAD', 'POST'];
const simpleHeaders = ['accept', 'content-type'];

export function openPage(origin: string): CrossOriginPage {
  let preflights = 0;
  return {
    preflights: () => preflights,
    async ajax<Body>({ method, url, data, headers = {} }: AjaxCall): Promise<AjaxReply<Body>> {
      const unusual = Object.keys(headers)
        .map((name) => name.toLowerCase())
        .filter((name) => !simpleHeaders.includes(name))
        .sort();
      if (unusual.length > 0 || !simpleMethods.includes(method)) {
        preflights += 1;
        await preflight({ origin, url, method, headers: unusual });
      }
      const type: Record<string, string> = data ? { 'Content-Type': formType } : {};
      const response = await fetch(url, {
        method,
        headers: { Accept: '*/*', Origin: origin, ...type, ...headers },
        // As bytes, because fetch gives a string a Content-Type of its own.
        body: data && Buffer.from(new URLSearchParams(data).toString()),
        redirect: 'manual',
      });
      checkOrigin(response, origin);
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json');
      return { status: response.status, text, json: isJson ? JSON.parse(text) : undefined };
    },
  };
}

async function preflight(call: {
  origin: string;
  url: string;
  method: string;
  headers: string[];
}): Promise<void> {
  const { origin, url, method, headers } = call;
  const asked = headers.length > 0 ? { 'Access-Control-Request-Headers': headers.join(',') } : undefined;
  const response = await fetch(url, {
    method: 'OPTIONS',
    headers: { Accept: '*/*', Origin: origin, 'Access-Control-Request-Method': method, ...asked },
    redirect: 'manual',
  });
  if (!response.ok) throw new BlockedByBrowser(`the preflight was answered with ${response.status}`);
  checkOrigin(response, origin);
  const methods = listed(response, 'access-control-allow-methods');
  if (!simpleMethods.includes(method) && !methods.includes('*') && !methods.includes(method.toLowerCase())) {
    throw new BlockedByBrowser(`the preflight does not allow ${method}, only ${methods}`);
  }
  // "*" never stands for Authorization.
  const allowed = listed(response, 'access-control-allow-headers');
  const wildcard = allowed.includes('*');
  const refused = headers.filter(
    (name) => !(allowed.includes(name) || (wildcard && name !== 'authorization')),
  );
  if (refused.length > 0) throw new BlockedByBrowser(`the preflight does not allow the headers ${refused}`);
}

function checkOrigin(response: Response, origin: string): void {
  const allowed = response.headers.get('access-control-allow-origin');
  if (allowed === '*' || allowed === origin) return;
  const { status, url } = response;
  throw new BlockedByBrowser(`the ${status} of ${url} has Access-Control-Allow-Origin ${allowed}`);
}

function listed(response: Response, header: string): string[] {
  const value = response.headers.get(header) ?? '';
  return value.split(',').map((item) => item.trim().toLowerCase());
}
