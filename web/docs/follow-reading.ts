import { one } from './elements.ts';

/** A line a fifth from the top of the window: what crosses it is what one reads. */
const readingLine = '-20% 0px -80% 0px';

/** Marks in the list of contents where one reads, and keeps that in sight where the list has a scroll of its own. */
export function followReading(root: Document): void {
  const list = one(root, '#contents');
  const mark = (id: string) => {
    const link = list.querySelector<HTMLElement>(`a[href="#${id}"]`);
    if (!link) return;
    list.querySelector('[aria-current]')?.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'location');
    const top = link.offsetTop - list.scrollTop;
    if (top < 0 || top > list.clientHeight - link.offsetHeight)
      list.scrollTop = link.offsetTop - list.clientHeight / 3;
  };
  const observer = new IntersectionObserver(
    (entries) => {
      const read = entries.findLast(({ isIntersecting }) => isIntersecting);
      if (read) mark(read.target.id);
    },
    { rootMargin: readingLine },
  );
  for (const section of root.querySelectorAll('.chapter, .call')) observer.observe(section);
}
