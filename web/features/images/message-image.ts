import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { imageWords } from '../../words/en/images.ts';
import { useImage } from './use-image.ts';

/** How far from being seen an image is fetched. */
const nearPx = '600px';

interface MessageImageProps {
  /** Of the thumbnail. */
  path: string;
  alt: string;
  onOpen(): void;
}

/** An image of a message, small, once it is near what is seen; a click opens it. */
export function MessageImage({ path, alt, onOpen }: MessageImageProps) {
  const frame = useRef<HTMLButtonElement>(null);
  const [isNear, setIsNear] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const { url, isFailed } = useImage(isNear ? path : null, attempt);

  useEffect(() => {
    if (!frame.current) return;
    const observer = new IntersectionObserver(
      (seen) => setIsNear((isNear) => isNear || seen.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: nearPx },
    );
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);

  const click = () => (isFailed ? setAttempt(attempt + 1) : onOpen());
  return html`
    <button type="button" class="image-button" ref=${frame} aria-label=${isFailed ? imageWords.retry : alt} onClick=${click}>
      ${url && html`<img src=${url} alt=${alt} />`}
      ${isFailed && html`<span class="image-failed">${imageWords.failed} ${imageWords.retry}</span>`}
    </button>
  `;
}
