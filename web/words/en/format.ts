/** What words are made of: counts, lists and times as one says them. */
export const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const listed = /* @__PURE__ */ new Intl.ListFormat('en', { type: 'conjunction' });
export const clock = /* @__PURE__ */ new Intl.DateTimeFormat(undefined, {
  hour: 'numeric',
  minute: '2-digit',
});
export const date = /* @__PURE__ */ new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
export const fullDay = /* @__PURE__ */ new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
export const exact = /* @__PURE__ */ new Intl.DateTimeFormat(undefined, {
  dateStyle: 'full',
  timeStyle: 'medium',
});

export const isSameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

export function yesterday(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
}
