/** Brings the first thing that has to be mended into view and focus: a wrong chip, an empty To, a sender that is gone. */
const PLACES = ['li[data-wrong]', 'input', 'button[aria-haspopup]'];

/** False: nothing in the form has to be mended. */
export function focusProblem(form: HTMLElement | null): boolean {
  const selector = PLACES.map((place) => `[data-problem] ${place}`).join(', ');
  const wrong = form?.querySelector<HTMLElement>(selector);
  wrong?.focus();
  return wrong !== null && wrong !== undefined;
}
