/** What a switch from rich to plain text takes away, so that it can be said before. What text can say too (links, lists, quotes) is no loss. */
import { parsed, type RichElement, type RichNode } from './tree.ts';

/**
 * Gone: `emphasis` (bold, italic, underlined, struck, raised, lowered), `colours`, `sizes`, `alignment`, `pictures`. Written out, and not made
 * again by a switch back: `headings`, `tables`, `links` whose words are not their address, `lists`, `code`.
 */
export type Loss =
  | 'emphasis'
  | 'colours'
  | 'sizes'
  | 'alignment'
  | 'pictures'
  | 'headings'
  | 'tables'
  | 'links'
  | 'lists'
  | 'code';

const LOSSES: readonly Loss[] = [
  'pictures',
  'colours',
  'sizes',
  'emphasis',
  'alignment',
  'tables',
  'headings',
  'links',
  'lists',
  'code',
];

/** Those that text has no way to say at all. */
export const GONE: ReadonlySet<Loss> = new Set<Loss>([
  'emphasis',
  'colours',
  'sizes',
  'alignment',
  'pictures',
]);

const BY_ELEMENT: Readonly<Record<string, Loss>> = {
  ...byName('emphasis', 'b', 'strong', 'i', 'em', 'u', 's', 'sub', 'sup'),
  ...byName('headings', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'),
  ...byName('lists', 'ul', 'ol'),
  ...byName('code', 'pre', 'code'),
  img: 'pictures',
  table: 'tables',
};
const BY_STYLE: readonly (readonly [RegExp, Loss])[] = [
  [/(?:^|;)\s*(?:background-)?color\s*:/, 'colours'],
  [/(?:^|;)\s*font-size\s*:/, 'sizes'],
  [/(?:^|;)\s*text-align\s*:\s*(?:right|center|justify|end)/, 'alignment'],
];

function byName(loss: Loss, ...names: string[]): Record<string, Loss> {
  return Object.fromEntries(names.map((name) => [name, loss]));
}

/** Each once, the gravest first. */
export function switchLoss(html: string): readonly Loss[] {
  const found = new Set<Loss>();
  look(parsed(html), found);
  return LOSSES.filter((loss) => found.has(loss));
}

function look(nodes: readonly RichNode[], found: Set<Loss>): void {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    const loss = Object.hasOwn(BY_ELEMENT, node.name) ? BY_ELEMENT[node.name] : undefined;
    if (loss !== undefined) found.add(loss);
    if (node.name === 'a' && !saysItself(node)) found.add('links');
    const style = node.attributes.get('style') ?? '';
    for (const [pattern, kind] of BY_STYLE) if (pattern.test(style)) found.add(kind);
    look(node.children, found);
  }
}

function saysItself({ attributes, children }: RichElement): boolean {
  const [only] = children;
  const address = (attributes.get('href') ?? '').replace(/^mailto:/i, '');
  return children.length === 1 && only?.kind === 'text' && only.text.trim() === address;
}
