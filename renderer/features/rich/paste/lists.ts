/** Word writes lists as paragraphs with a mark in front, Google writes lists in lists without an item around them: both become lists. */
import { INLINE } from '../../lens/rendered/inline-styles.ts';

/** In place. */
export function bothLists(root: Element): void {
  wordLists(root);
  // A list that stands in a list is its last item's.
  for (const list of root.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')) {
    const before = list.previousElementSibling;
    if (before?.localName === 'li') before.append(list);
  }
}

const styleOf = (element: Element): string => element.getAttribute(INLINE) ?? '';
const levelOf = (element: Element): number | null => {
  const level = /mso-list\s*:\s*l\d+\s+level(\d)/i.exec(styleOf(element))?.[1];
  return level === undefined ? null : Number(level);
};

function wordLists(root: Element): void {
  /** the lists under way, by their depth */
  let open: Element[] = [];
  let last: Element | null = null;
  for (const paragraph of root.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const level = levelOf(paragraph);
    if (level === null) continue;
    const mark = markOf(paragraph);
    const name = /^[\d\p{L}]+[.)]/u.test(mark) ? 'ol' : 'ul';
    if (last === null || nextElement(last) !== paragraph) open = [];
    const kept = open.slice(0, level);
    if (kept.length === level && kept.at(-1)?.localName !== name) kept.pop();
    open = kept;
    while (open.length < level) {
      const list = paragraph.ownerDocument.createElement(name);
      const item = open.at(-1)?.lastElementChild;
      if (item !== null && item !== undefined) item.append(list);
      else if (open.length === 0) paragraph.before(list);
      else open.at(-1)?.append(list);
      open.push(list);
    }
    const item = paragraph.ownerDocument.createElement('li');
    const words = paragraph.ownerDocument.createElement('p');
    words.append(...paragraph.childNodes);
    item.append(words);
    open.at(-1)?.append(item);
    last = open[0] ?? null;
    paragraph.remove();
  }
}

/** The next in the text: blanks between are nothing. */
const nextElement = (element: Element): Element | null => {
  const next = element.nextSibling;
  if (next instanceof Text && next.data.trim() !== '') return null;
  return element.nextElementSibling;
};

/** The mark, which is taken away. */
function markOf(paragraph: Element): string {
  for (const span of paragraph.querySelectorAll('span'))
    if (/mso-list\s*:\s*ignore/i.test(styleOf(span))) {
      const mark = span.textContent.trim();
      span.remove();
      return mark;
    }
  return '';
}
