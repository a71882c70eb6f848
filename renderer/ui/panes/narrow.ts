/**
 * Marks an element with the widths that its content does not have, in rem (`data-below="36 54"`), for its styles. A container query would say
 * the same, but now and then Chromium leaves what is inside such a container without a box, until the page is styled anew
 * (issues.chromium.org/issues/497855657).
 */
const WIDTHS = [28, 30, 36, 54] as const;

/** A ref. What is observed is told before the first paint. */
export function marksNarrow(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return undefined;
  const observer = new ResizeObserver(([entry]) => {
    if (entry === undefined) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const below = WIDTHS.filter((width) => entry.contentRect.width < width * rem).join(' ');
    // Writing what is written already would still style all of it anew.
    if (element.dataset['below'] !== below) element.dataset['below'] = below;
  });
  observer.observe(element);
  return () => observer.disconnect();
}
