/** The rows of the list of chats that are to be seen: without those of a section that is folded. */
export function shownRows(list: HTMLElement | null): HTMLElement[] {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-uri]') ?? [])];
  return rows.filter((row) => !row.closest('details:not([open])'));
}
