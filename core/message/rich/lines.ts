/** Lines of plain text under way, for what writes rich text out: white space is drawn together, quote marks stand first, blocks apart. */

export interface Place {
  /** how often it is quoted */
  readonly quotes: number;
  /** of each line, behind the quote marks: lists */
  readonly indent: string;
  /** white space is kept */
  readonly pre: boolean;
}

export class Lines {
  readonly #lines: string[] = [];
  #line = '';
  /** the mark of a list's item, which its first words stand behind */
  #mark: string | null = null;
  #prefix = '';
  #begun = false;
  #isApart = false;
  #empty = 0;
  /** of the line before and of the one under way: an empty line between two of one quote is quoted too */
  #quotes = 0;
  #before = 0;

  words(words: string, place: Place): void {
    if (place.pre) {
      for (const [index, line] of words.split(/\r\n?|\n/).entries()) {
        if (index > 0) this.lineEnd(place);
        if (line !== '') this.#put(line, place);
      }
      return;
    }
    // A no-break space is the writer's own, and no white space (CSS Text §4.1.1).
    const drawn = words.replace(/[ \t\r\n\f]+/g, ' ');
    const fitting = this.#line === '' || this.#line.endsWith(' ') ? drawn.replace(/^ /, '') : drawn;
    if (fitting !== '') this.#put(fitting, place);
  }

  #put(words: string, place: Place): void {
    if (!this.#begun) this.#begin(place);
    this.#line += words;
  }

  #begin({ quotes, indent }: Place): void {
    const behind = this.#mark ?? indent;
    this.#mark = null;
    this.#prefix = quotes === 0 ? behind : `${marks(quotes)} ${behind}`;
    const between = Math.min(quotes, this.#before);
    // What stands below a signature's line begins right there.
    if (this.#lines.length > 0 && this.#lines.at(-1) !== SIGNATURE_LINE)
      for (let left = this.#empty + (this.#isApart ? 1 : 0); left > 0; left -= 1)
        this.#lines.push(marks(between));
    this.#isApart = false;
    this.#empty = 0;
    this.#quotes = quotes;
    this.#begun = true;
  }

  /** For the first words that come; `mark` takes the place of as much indent. */
  mark(mark: string): void {
    this.#mark = mark;
  }

  line(words: string, place: Place): void {
    this.startLine(false);
    this.#put(words, place);
    this.startLine(false);
  }

  lineEnd(place: Place): void {
    if (!this.#begun) this.#begin(place);
    this.#close();
  }

  /** What follows begins a line; `apart`: with an empty one between. */
  startLine(apart: boolean): void {
    if (this.#begun) this.#close();
    this.#isApart ||= apart;
  }

  /** A paragraph without words: one empty line more. */
  emptyLine(): void {
    this.startLine(true);
    if (this.#lines.length > 0) this.#empty += 1;
  }

  #close(): void {
    const line = this.#line === SIGNATURE_LINE ? this.#line : this.#line.trimEnd();
    // Typed at the beginning of a line, a mark would be read as a quote's.
    const typed = this.#prefix === '' && line.startsWith('>') ? ` ${line}` : this.#prefix + line;
    this.#lines.push(line === '' ? typed.trimEnd() : typed);
    this.#line = '';
    this.#begun = false;
    this.#before = this.#quotes;
  }

  /** Without empty lines at both ends. */
  done(): readonly string[] {
    this.startLine(false);
    const isEmpty = (line: string) => /^[> ]*$/.test(line);
    const first = this.#lines.findIndex((line) => !isEmpty(line));
    const last = this.#lines.findLastIndex((line) => !isEmpty(line));
    return first === -1 ? [] : this.#lines.slice(first, last + 1);
  }
}

/** RFC 3676 §4.3; it keeps its space. */
const SIGNATURE_LINE = '-- ';

const marks = (quotes: number): string => '>'.repeat(quotes);
