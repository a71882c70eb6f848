/** A feature whose code comes when it is asked for, or before. Which features there are, and when they are fetched, is Shell's. */
import { useEffect, useState, type ComponentType, type ReactNode } from 'react';

interface FetchedAhead {
  readonly Feature: ComponentType;
  readonly fetch: () => Promise<void>;
}

/**
 * What has arrived is shown in the same frame, and what arrives later as soon as it is here. With React's `lazy` even code that is here
 * suspends once, and React holds back what follows a fallback until 300 ms have passed since the last one: that would be most of the wait.
 * `pending` stands there until then; code that does not come is the error boundary's.
 */
export function fetchedAhead(
  load: () => Promise<{ default: ComponentType }>,
  pending: ReactNode = null,
): FetchedAhead {
  let arrived: ComponentType | undefined;
  const fetch = async () => {
    arrived = (await load()).default;
  };
  function Feature() {
    const [Shown, setShown] = useState(() => arrived);
    const [failure, setFailure] = useState<{ readonly cause: unknown }>();
    useEffect(() => {
      if (Shown !== undefined) return;
      let isHere = true;
      const show = () => {
        if (isHere) setShown(() => arrived);
      };
      fetch().then(show, (cause: unknown) => setFailure({ cause }));
      return () => {
        isHere = false;
      };
    }, [Shown]);
    if (failure !== undefined) throw failure.cause;
    return Shown === undefined ? pending : <Shown />;
  }
  return { Feature, fetch };
}
