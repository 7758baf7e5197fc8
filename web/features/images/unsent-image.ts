import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { useActions } from '../../store/context.ts';
import { createImageActions } from './image-actions.ts';

interface UnsentImageProps {
  /** What its bytes are kept under. */
  of: string;
  alt: string;
  class?: string;
  /** Its bytes are not there any more. */
  onGone?(): void;
}

/** One's own image, before the server has it. */
export function UnsentImage({ of, alt, class: classes, onGone }: UnsentImageProps) {
  const { readUnsent } = useActions(createImageActions);
  const [url, setUrl] = useState<string | null>(null);

  useEffect(() => {
    let own: string | null = null;
    let isOver = false;
    void readUnsent(of).then((blob) => {
      if (isOver) return;
      if (!blob) return onGone?.();
      own = URL.createObjectURL(blob);
      setUrl(own);
    });
    return () => {
      isOver = true;
      if (own) URL.revokeObjectURL(own);
    };
  }, [of, readUnsent]);

  return url && html`<img src=${url} alt=${alt} class=${classes} />`;
}
