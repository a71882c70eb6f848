/** A feature whose code is fetched before it is asked for. Which features there are, and when they are fetched, is Shell's. */
import { lazy, useState, type ComponentType } from 'react';

interface FetchedAhead {
  readonly Feature: ComponentType;
  readonly fetch: () => Promise<void>;
}

/**
 * What has arrived is shown in the same frame. With React's `lazy` alone even code that is here suspends once, and React holds back
 * what follows a fallback until 300 ms have passed since the last one: between Ctrl+N and the first key, that is most of the wait.
 */
export function fetchedAhead(load: () => Promise<{ default: ComponentType }>): FetchedAhead {
  let arrived: ComponentType | undefined;
  const Later = lazy(load);
  function Feature() {
    // Chosen once, so that what is shown does not begin anew when the code arrives.
    const [Shown] = useState<ComponentType>(() => arrived ?? Later);
    return <Shown />;
  }
  const fetch = async () => {
    arrived = (await load()).default;
  };
  return { Feature, fetch };
}
