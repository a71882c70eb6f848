/** A part of the program that is made when it is first asked for, and closed only where somebody did. */

export interface Once<T> {
  (): Promise<T>;
  ifMade(use: (made: T) => Promise<void> | void): Promise<void>;
}

/** Made by the first who asks; a failure is forgotten, so that the next one tries again. */
export function once<T>(make: () => Promise<T>): Once<T> {
  let made: Promise<T> | undefined;
  const get = (): Promise<T> => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
  return Object.assign(get, {
    ifMade: async (use: (made: T) => Promise<void> | void) => {
      if (made !== undefined) await made.then(use, () => undefined);
    },
  });
}
