/** What was not taken over from a mail's HTML: pictures that lie elsewhere, by host, and what no mail view shows. */

export class Outside {
  readonly #hosts = new Map<string, number>();
  #count = 0;
  #unseen = 0;

  /** `address`: null for one that names no place. `isUnseen`: too small to be there for the eye. */
  add(address: string | null, isUnseen: boolean): void {
    if (address === null) return;
    const host = new URL(address).hostname;
    this.#hosts.set(host, (this.#hosts.get(host) ?? 0) + 1);
    this.#count += 1;
    if (isUnseen) this.#unseen += 1;
  }

  /** pictures */
  get count(): number {
    return this.#count;
  }

  /** of them, those of a pixel or two: they are there to be asked for */
  get unseen(): number {
    return this.#unseen;
  }

  /** most often named first */
  get hosts(): readonly string[] {
    return [...this.#hosts].toSorted(([, a], [, b]) => b - a).map(([host]) => host);
  }
}

/** How many there are of each kind. */
export interface LeftOut {
  readonly scripts: number;
  readonly forms: number;
  readonly embedded: number;
}

/** Elements that run, send, or show something of elsewhere; handlers in attributes count as scripts. */
export function count(written: Document): LeftOut {
  const number = (selector: string) => written.querySelectorAll(selector).length;
  let handlers = 0;
  for (const element of written.querySelectorAll('html *'))
    for (const { name, value } of element.attributes)
      if (name.startsWith('on') || /^[\s\0-\x20]*(?:java|vb)\s*script\s*:/i.test(value)) handlers += 1;
  return {
    scripts: number('script') + handlers,
    forms: number('form'),
    embedded: number('iframe, frame, object, embed, applet, audio, video, portal, fencedframe'),
  };
}
