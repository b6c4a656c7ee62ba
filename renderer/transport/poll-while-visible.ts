/** What is asked for again and again. */
export interface Polling<T> {
  ask: () => Promise<T>;
  /** Called with each reply; null when asking failed. */
  take: (reply: T | null) => void;
  /** Milliseconds from a reply, or a failure, to the next look. */
  pauseMs: (reply: T | null) => number;
}

/** Asks at once and then again after each pause. Hidden windows do not ask; one that is seen again asks at once. Returns how to end it. */
export function pollWhileVisible<T>({ ask, take, pauseMs }: Polling<T>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const look = async (): Promise<void> => {
    clearTimeout(timer);
    if (document.hidden) return;
    const reply = await ask().catch(() => null);
    if (ended) return;
    take(reply);
    clearTimeout(timer);
    timer = setTimeout(() => void look(), pauseMs(reply));
  };
  const onVisible = (): void => void look();
  document.addEventListener('visibilitychange', onVisible);
  void look();
  return () => {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
