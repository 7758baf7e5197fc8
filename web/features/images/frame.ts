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
  const [first, second] = images;
  const columns = columnsOf(images.length);
  const isOne = first && !second;
  return {
    '--ratio': String(isOne ? first.width / first.height : columns / Math.ceil(images.length / columns)),
    // One is never blown up; of several each has a cell.
    '--own': isOne ? `${first.width}px` : '20rem',
  };
}
