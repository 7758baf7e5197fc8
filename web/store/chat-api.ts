/** Where the API keeps a chat, and what belongs to it: `chatApi(uri, 'members')`. */
export function chatApi(uri: string, ...parts: string[]): string {
  return `/api/chats/${[uri, ...parts].map(encodeURIComponent).join('/')}/`;
}
