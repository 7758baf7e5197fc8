import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Message, User } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { problemOf } from '../../store/problem.ts';
import { imageWords } from '../../words/en/images.ts';
import { createImageActions } from './image-actions.ts';
import { ImageViewer } from './image-viewer.ts';

/** How far from being seen an image is fetched. */
const nearPx = '600px';

interface MessageImageProps {
  image: NonNullable<Message['image']>;
  author: User;
  caption: string;
}

/** The image of a message, small, once it is near what is seen; a click shows it large. */
export function MessageImage({ image, author, caption }: MessageImageProps) {
  const { show, hide } = useActions(createImageActions);
  const frame = useRef<HTMLButtonElement>(null);
  const [isNear, setIsNear] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [isOpen, setIsOpen] = useState(false);
  const [state, setState] = useState<{ url: string | null; isFailed: boolean }>({
    url: null,
    isFailed: false,
  });
  const alt = imageWords.from(author.display_name, caption);
  const path = image.thumbnail_url;

  useEffect(() => {
    if (!frame.current) return;
    const observer = new IntersectionObserver(
      (seen) => setIsNear((isNear) => isNear || seen.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: nearPx },
    );
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!isNear) return;
    let isOver = false;
    void problemOf(async () => {
      const url = await show(path);
      if (!isOver) setState({ url, isFailed: false });
    }).then((problem) => problem && !isOver && setState({ url: null, isFailed: true }));
    return () => {
      isOver = true;
      hide(path);
    };
  }, [isNear, path, attempt, show, hide]);

  const click = () => {
    if (state.isFailed) setAttempt(attempt + 1);
    else setIsOpen(true);
  };

  return html`
    <button type="button" class="image-button" ref=${frame} aria-label=${state.isFailed ? imageWords.retry : alt} onClick=${click}>
      ${state.url && html`<img src=${state.url} alt=${alt} />`}
      ${state.isFailed && html`<span class="image-failed">${imageWords.failed} ${imageWords.retry}</span>`}
    </button>
    ${isOpen && html`<${ImageViewer} image=${image} alt=${alt} preview=${state.url} onClose=${() => setIsOpen(false)} />`}
  `;
}
