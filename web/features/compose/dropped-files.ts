import { useEffect, useState } from 'preact/hooks';

/** Takes files that are dropped anywhere on the page, which would otherwise leave it to show them; true while some hover. */
export function useDroppedFiles(onFiles: (files: FileList) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const gone = new AbortController();
    const follow = (event: DragEvent) => {
      const { dataTransfer, type, relatedTarget } = event;
      if (!dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      // Leaving an element for another is still within the page.
      setIsOver(type === 'dragover' || (type === 'dragleave' && relatedTarget !== null));
      if (type === 'drop') onFiles(dataTransfer.files);
    };
    for (const type of ['dragover', 'dragleave', 'drop'] as const)
      document.addEventListener(type, follow, { signal: gone.signal });
    return () => gone.abort();
  }, []);
  return isOver;
}
