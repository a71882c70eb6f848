/** Brings the first thing that has to be mended into view and focus: a wrong chip, an empty To, a sender that is gone. */
const PLACES = ['li[data-wrong]', 'input', 'button[aria-haspopup]'];

export function focusProblem(form: HTMLElement | null): void {
  const selector = PLACES.map((place) => `[data-problem] ${place}`).join(', ');
  form?.querySelector<HTMLElement>(selector)?.focus();
}
