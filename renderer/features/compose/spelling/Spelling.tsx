/** Marks mistakes in the fields of a draft, goes from one to the next, and offers what may have been meant. Loaded with the first text. */
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { stem } from '#core/spelling/judge.ts';
import type { Word } from '#core/spelling/words.ts';
import { call } from '../../../api.ts';
import { useCommand } from '../../../commands.tsx';
import { keysText } from '../../../keys.ts';
import { commands } from '#core/contract/commands.ts';
import { bodyOf, watchBodies } from '../body/body-handle.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import heard from '../../../ui/marks/heard.module.css';
import { suggest } from './checking.ts';
import { fieldText } from './field/field-text.ts';
import { spelledFields } from './field/spelled-field.ts';
import type { Direction, SpelledText } from './spelled-text.ts';
import { speller } from './speller.ts';
import { SuggestionMenu, type Offer } from './SuggestionMenu.tsx';
import { ignoreWord, useChecking } from './use-checking.ts';
import { useSpellingT } from './words.ts';

export default function Spelling({
  session,
  form,
}: {
  readonly session: DraftSession;
  readonly form: RefObject<HTMLElement | null>;
}) {
  const t = useSpellingT();
  const checking = useChecking(session);
  const unreadable = useSyncExternalStore(speller.subscribe, speller.unreadable);
  const texts = useRef<readonly SpelledText[]>([]);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [said, setSaid] = useState('');

  const follow = useEffectEvent(() => {
    const fields = form.current === null ? [] : spelledFields(form.current);
    const own = bodyOf(session.id)?.spelled;
    const kept = texts.current.filter(
      (text) => text === own || fields.some((field) => field === text.element),
    );
    for (const gone of texts.current.filter((one) => !kept.includes(one))) gone.end();
    const there = fields.map((field) => kept.find(({ element }) => element === field) ?? fieldText(field));
    if (own !== undefined) there.push(own);
    texts.current = there;
    for (const text of there) if (!kept.includes(text)) text.check(checking);
  });
  useEffect(() => {
    follow();
    // The draft's text also changes by others' hands: a template, another signature, another way of writing.
    let frame = 0;
    const changed = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        follow();
        for (const text of texts.current) text.update();
      });
    };
    const unsubscribe = session.subscribe(changed);
    const unwatch = watchBodies(changed);
    return () => {
      unsubscribe();
      unwatch();
      cancelAnimationFrame(frame);
      for (const text of texts.current) text.end();
      texts.current = [];
    };
  }, [session]);
  useEffect(() => {
    for (const text of texts.current) text.check(checking);
  }, [checking, unreadable]);

  const offerFor = async (text: SpelledText, word: Word) => {
    const written = text.written(word);
    const suggestions = await suggest(written, word.form, checking);
    // Somebody typed on meanwhile.
    if (text.written(word) !== written) return;
    setOffer({ text, word, written, suggestions, ...text.place(word) });
  };
  const focused = () => texts.current.findIndex(({ element }) => element.contains(document.activeElement));
  const offerAtCaret = (): boolean => {
    const text = texts.current[focused()];
    const word = text?.atCaret();
    if (text === undefined || word === undefined) return false;
    void offerFor(text, word);
    return true;
  };
  const go = async (direction: Direction) => {
    const at = focused();
    const order = direction === 'next' ? texts.current : texts.current.toReversed();
    const here = order.findIndex((text) => text === texts.current[at]);
    const first = order[Math.max(0, here)];
    if (first === undefined) return;
    // The one in which the caret is comes last once more, from its other edge.
    const turn = [...order.slice(Math.max(0, here)), ...order.slice(0, Math.max(0, here)), first];
    for (const [nth, text] of turn.entries()) {
      const found = await text.find(nth === 0 && here !== -1 ? 'caret' : 'edge', direction);
      if (found === null) continue;
      text.select(found);
      const keys = keysText(commands['spelling-suggest'].keys ?? '');
      setSaid(t('found', { word: text.written(found), keys }));
      return;
    }
    setSaid(t('noneFound'));
  };
  useCommand('spelling-next', () => void go('next'));
  useCommand('spelling-previous', () => void go('previous'));
  useCommand('spelling-suggest', () => {
    if (!offerAtCaret()) setSaid(t('rightHere'));
  });

  const onContextMenu = useEffectEvent((event: MouseEvent) => {
    const { target } = event;
    const text = texts.current.find(({ element }) => target instanceof Node && element.contains(target));
    if (text === undefined) return;
    // By the keyboard it is about the caret, wherever the pointer may be.
    const byKey = event.button !== 2 && !event.ctrlKey;
    const word = byKey ? undefined : text.at(event.clientX, event.clientY);
    if (word !== undefined) void offerFor(text, word);
    if (word !== undefined || (byKey && offerAtCaret())) event.preventDefault();
  });
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    // The full stop may be on a key with Shift, as on AZERTY.
    const isAsked = event.key === '.' && (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey;
    if (isAsked && offerAtCaret()) event.preventDefault();
  });
  useEffect(() => {
    const within = form.current;
    if (within === null) return undefined;
    const menu = (event: MouseEvent) => onContextMenu(event);
    const key = (event: KeyboardEvent) => onKeyDown(event);
    within.addEventListener('contextmenu', menu);
    within.addEventListener('keydown', key);
    return () => {
      within.removeEventListener('contextmenu', menu);
      within.removeEventListener('keydown', key);
    };
  }, [form]);

  const keep = (take: (word: string) => unknown) => {
    if (offer !== null) void take(stem(offer.word.form, checking.languages));
  };
  return (
    <>
      <div role="status" className={heard.heard}>
        {said}
      </div>
      {offer !== null && (
        <SuggestionMenu
          offer={offer}
          languages={checking.languages}
          onTake={(text) => offer.text.replace(offer.word, text)}
          onAdd={() => keep((word) => call('spelling.add', { word }).catch(() => setSaid(t('notKept'))))}
          onIgnore={() => keep((word) => ignoreWord(session, word))}
          onClose={() => {
            offer.text.focus();
            setOffer(null);
          }}
        />
      )}
    </>
  );
}
