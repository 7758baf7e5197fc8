import { arranged, type ChatPath } from './people.ts';
import { type Address, anonymous, type Caller, type Person, type User } from './person.ts';

/** A bot with the key that it was given last. */
export interface Bot {
  user: User;
  made_by: User;
  has_key: boolean;
  created_at: string;
  key: string;
  url: string;
}

export async function makeBot(keeper: Person, chat: ChatPath, name = 'Build'): Promise<Bot> {
  return arranged(await keeper.post<Bot>(`${chat.path}bots/`, { display_name: name }), 201);
}

/** Speaks with a bot's key. */
export function withKey(server: Address, key: string): Caller {
  const nobody = anonymous(server);
  const request: Caller['request'] = (method, path, body, options) =>
    nobody.request(method, path, body, { token: key, ...options });
  return {
    request,
    get: (path, options) => request('GET', path, undefined, options),
    post: (path, body, options) => request('POST', path, body, options),
    put: (path, body, options) => request('PUT', path, body, options),
    patch: (path, body, options) => request('PATCH', path, body, options),
    delete: (path, body, options) => request('DELETE', path, body, options),
  };
}
