/** What stands behind the "#" of the address, which it leaves: a secret stays in no history and in no link that somebody copies. */
export function takeFragment(): string {
  const { hash, pathname } = location;
  if (hash) history.replaceState(history.state, '', pathname);
  return hash.slice(1);
}
