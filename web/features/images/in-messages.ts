/** Contract, section 4: of one message. */
export const maxChosen = 10;
/** What a request may weigh, without the text and what stands around each part. */
export const maxTogether = 8 * 1024 * 1024 - 100_000;

/** Images in as few messages as their weight allows, in order. Mostly one: each was made no heavier than its share where that could be. */
export function inMessages<Image extends { bytes: number }>(images: readonly Image[]): Image[][] {
  const messages: Image[][] = [];
  let left = 0;
  for (const image of images) {
    if (image.bytes > left || messages.length === 0) {
      messages.push([]);
      left = maxTogether;
    }
    messages.at(-1)?.push(image);
    left -= image.bytes;
  }
  return messages;
}
