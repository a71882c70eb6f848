/**
 * A mail's CSS without anything that names a place outside. The browser's own parser reads it, into a sheet that no document uses: such a
 * sheet loads nothing, ignores @import, and gives rules back with every escape undone. Only kinds of rules that are known here come out.
 */

/** What stands for an address: one of the mail view's own or of data; null: nothing. */
export type Resolve = (address: string) => string | null;

/** `url("…")`, as browsers write it, with `\"` within. */
const URLS = /url\("((?:[^"\\]|\\[^])*)"\)/g;
/** Functions that name something to load, and what may hide one. */
const LOADING = /(?:url|image-set|src|cross-fade|image|element|paint|attr|env)\(/i;

export class StyleCleaner {
  readonly #resolve: Resolve;
  readonly #sheet = new CSSStyleSheet();

  constructor(resolve: Resolve) {
    this.#resolve = resolve;
  }

  /** Of a style element, with its media attribute. */
  sheet(css: string, media: string): string {
    if (isTooDeep(css)) return '';
    this.#sheet.replaceSync(css);
    // No end tag can stand in it, be it in a string or in a selector.
    const rules = this.#rules(this.#sheet.cssRules).replaceAll('</', String.raw`<\/`);
    // Only a known list of media comes out of the browser's hands.
    return media === '' || rules === '' ? rules : `@media ${mediaText(media)} {${rules}}`;
  }

  /** Of a style attribute. */
  inline(style: string): string {
    if (isTooDeep(style)) return '';
    this.#sheet.replaceSync(`a{${style}}`);
    const [rule] = this.#sheet.cssRules;
    return rule instanceof CSSStyleRule ? this.#declarations(rule.style) : '';
  }

  #rules(rules: CSSRuleList): string {
    return Array.from(rules, (rule) => this.#rule(rule)).join('\n');
  }

  #rule(rule: CSSRule): string {
    if (rule instanceof CSSStyleRule)
      return `${rule.selectorText} {${this.#declarations(rule.style)}${this.#rules(rule.cssRules)}}`;
    if (rule instanceof CSSMediaRule)
      return `@media ${onPaper(rule.media.mediaText)} {${this.#rules(rule.cssRules)}}`;
    if (rule instanceof CSSSupportsRule)
      return `@supports ${rule.conditionText} {${this.#rules(rule.cssRules)}}`;
    if (rule instanceof CSSKeyframesRule) return `@keyframes ${rule.name} {${this.#rules(rule.cssRules)}}`;
    if (rule instanceof CSSKeyframeRule) return `${rule.keyText} {${this.#declarations(rule.style)}}`;
    return '';
  }

  #declarations(style: CSSStyleDeclaration): string {
    for (const name of Array.from(style)) {
      // What a custom property holds is text, its escapes not undone.
      if (name.startsWith('--')) {
        style.removeProperty(name);
        continue;
      }
      const value = style.getPropertyValue(name);
      if (!LOADING.test(value)) continue;
      const own = value.replaceAll(URLS, (_, address: string) => this.#own(address));
      const rest = own.replaceAll(/url\("(?:picture\/\d+|data:image\/[^"\\]*)"\)/g, '');
      const priority = style.getPropertyPriority(name);
      // Removed first: what cannot be set would leave it as it was.
      style.removeProperty(name);
      if (!LOADING.test(rest)) style.setProperty(name, own, priority);
    }
    return style.cssText;
  }

  #own(address: string): string {
    const own = this.#resolve(address.replaceAll(/\\([^])/g, '$1'));
    return own === null ? 'none' : `url("${own}")`;
  }
}

/** Deeper nesting is no style of anyone, and takes browsers longer than it may. */
const MOST_DEEP = 24;

function isTooDeep(css: string): boolean {
  let depth = 0;
  for (const [brace] of css.matchAll(/[{}]/g)) {
    depth = brace === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MOST_DEEP) return true;
  }
  return false;
}

function mediaText(media: string): string {
  const sheet = new CSSStyleSheet({ media });
  return onPaper(sheet.media.mediaText);
}

/** Mail is shown on white, so that a style for dark windows is not its: one condition never holds, the other always. */
const onPaper = (media: string): string =>
  media
    .replaceAll(/prefers-color-scheme\s*:\s*dark/gi, 'max-width: 0px')
    .replaceAll(/prefers-color-scheme\s*:\s*light/gi, 'min-width: 0px');
