/**
 * The text of a HTML letter, for a draft that holds plain text: what stands in lines of its own stays so, lists, quotes and addresses of
 * links are written out. The browser's own parser reads it, into a document that is never shown, runs no script and loads nothing.
 */

/** Elements whose contents nobody is shown. */
const UNSEEN = new Set(['head', 'script', 'style', 'template', 'noscript', 'title', 'svg', 'math', 'iframe']);
const BLOCKS = new Set(
  'address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header html li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);
/** An empty line before and after. */
const APART = new Set('p h1 h2 h3 h4 h5 h6 blockquote ul ol dl pre table figure'.split(' '));
const RULE = '-'.repeat(40);

export function textOfHtml(html: string): string {
  const text = new Text();
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  write(text, body, { prefix: '', pre: false });
  return text.done();
}

interface Place {
  /** of each line: quote marks and the indent of lists */
  readonly prefix: string;
  /** white space is kept */
  readonly pre: boolean;
}

/** Depth is bounded by the parser (512). */
function write(text: Text, node: Node, place: Place): void {
  for (const child of node.childNodes) {
    if (child instanceof Element) writeElement(text, child, place);
    else if (child.nodeType === Node.TEXT_NODE) text.words(child.nodeValue ?? '', place);
  }
}

function writeElement(text: Text, element: Element, place: Place): void {
  const name = element.localName;
  if (UNSEEN.has(name) || element.hasAttribute('hidden') || isHidden(element)) return;
  if (name === 'br') text.lineEnd(place);
  else if (name === 'hr') text.line(RULE, place);
  else if (name === 'img') text.words(altOf(element), place);
  else if (name === 'a') writeLink(text, element, place);
  else if (name === 'li') writeItem(text, element, place);
  else if (BLOCKS.has(name)) {
    text.startLine(APART.has(name) && !isInList(element));
    write(text, element, placeIn(name, place));
    text.startLine(APART.has(name) && !isInList(element));
  } else {
    write(text, element, place);
    // Cells of a row stand in one line.
    if ((name === 'td' || name === 'th') && element.nextElementSibling !== null)
      text.words('  ', { ...place, pre: true });
  }
}

const placeIn = (name: string, { prefix, pre }: Place): Place =>
  name === 'blockquote' ? { prefix: `${prefix}> `, pre } : { prefix, pre: pre || name === 'pre' };

function writeItem(text: Text, item: Element, place: Place): void {
  const list = item.parentElement;
  const number = Array.from(list?.children ?? []).indexOf(item) + Number(list?.getAttribute('start') ?? 1);
  const mark = list?.localName === 'ol' ? `${String(number)}. ` : '- ';
  text.startLine(false);
  text.mark(`${place.prefix}${mark}`);
  write(text, item, { prefix: place.prefix + ' '.repeat(mark.length), pre: place.pre });
  text.startLine(false);
}

/** The address stands behind the words, unless it says the same. */
function writeLink(text: Text, link: Element, place: Place): void {
  write(text, link, place);
  const address = (link.getAttribute('href') ?? '').trim();
  const shown = link.textContent.trim();
  const bare = (one: string) => one.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/\/$/, '');
  if (!/^(?:https?|mailto|ftp|tel):/i.test(address) || bare(shown) === bare(address)) return;
  text.words(` <${address.replace(/^mailto:/i, '')}>`, { ...place, pre: true });
}

const altOf = (image: Element): string => {
  const alt = (image.getAttribute('alt') ?? '').trim();
  return alt === '' ? '' : `[${alt}]`;
};

const isHidden = (element: Element): boolean =>
  /(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all)/i.test(element.getAttribute('style') ?? '');

const isInList = (element: Element): boolean => element.parentElement?.localName === 'li';

/** Lines under way: white space is drawn together, and no two empty lines follow each other. */
class Text {
  readonly #lines: string[] = [];
  #line = '';
  /** the mark of a list's item, which its first words stand behind */
  #mark: string | null = null;
  #prefix = '';
  #begun = false;
  #isApart = false;

  words(words: string, { prefix, pre }: Place): void {
    if (pre) {
      for (const [index, line] of words.split(/\r\n?|\n/).entries()) {
        if (index > 0) this.lineEnd({ prefix, pre });
        if (line !== '') this.#put(line, prefix);
      }
      return;
    }
    // A no-break space is the writer's own, and no white space (CSS Text §4.1.1).
    const drawn = words.replace(/[ \t\r\n\f]+/g, ' ');
    const fitting = this.#line === '' || this.#line.endsWith(' ') ? drawn.replace(/^ /, '') : drawn;
    if (fitting !== '') this.#put(fitting, prefix);
  }

  #put(words: string, prefix: string): void {
    if (!this.#begun) this.#prefix = this.#mark ?? prefix;
    this.#mark = null;
    this.#begun = true;
    this.#line += words;
  }

  mark(mark: string): void {
    this.#mark = mark;
  }

  line(words: string, place: Place): void {
    this.startLine(false);
    this.#put(words, place.prefix);
    this.startLine(false);
  }

  lineEnd({ prefix }: Place): void {
    if (!this.#begun) this.#prefix = prefix;
    this.#close();
  }

  startLine(apart: boolean): void {
    if (this.#begun) this.#close();
    this.#isApart ||= apart;
  }

  #close(): void {
    if (this.#isApart && this.#lines.length > 0 && this.#lines.at(-1) !== '') {
      // Within a quote the empty line is the quote's.
      const quote = /^(?:> )*/.exec(this.#prefix)?.[0] ?? '';
      const before = /^(?:> )*/.exec(this.#lines.at(-1) ?? '')?.[0] ?? '';
      this.#lines.push((quote.length < before.length ? quote : before).trimEnd());
    }
    this.#isApart = false;
    const line = `${this.#prefix}${this.#line}`.trimEnd();
    this.#lines.push(line);
    this.#line = '';
    this.#begun = false;
  }

  done(): string {
    this.startLine(false);
    return this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }
}
