interface Size {
  width: number;
  height: number;
}

/** How many stand beside each other of so many images. */
export function columnsOf(count: number): number {
  return count < 2 ? 1 : count < 5 ? 2 : 3;
}

/** The room that the images of a message take, for the style sheet: of their shape from the start, so that nothing moves when they come. */
export function frameOf(images: readonly Size[]) {
  const [first] = images;
  const count = images.length;
  const columns = columnsOf(count);
  // One is never blown up; of several each has a cell.
  return first && count < 2
    ? { '--ratio': first.width / first.height, '--own': `${first.width}px` }
    : { '--ratio': columns / Math.ceil(count / columns) };
}
