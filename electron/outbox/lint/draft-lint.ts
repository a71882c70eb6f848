/**
 * Where a draft is linted: a small one in main, at once; a large one in a thread of its own, which begins with the first question and ends
 * when none came for a while.
 */
import type { DraftFinding } from '#core/contract/findings.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { WorkerLink, type CallsOf } from '../../database/worker-link.ts';
import type { DraftToLint } from './lint-draft.ts';
import { lintProtocol } from './lint-protocol.ts';

type Link = WorkerLink<CallsOf<typeof lintProtocol>>;

/** Beyond either, main would stand still for more than a few ms. */
const FEW = 200;
/** characters */
const SHORT = 50_000;
/** ms without a question */
const IDLE = 60_000;

export class DraftLint {
  readonly #entry: string | URL;
  readonly #idle: number;
  #link: Link | null = null;
  #asking = 0;
  #ending: ReturnType<typeof setTimeout> | null = null;

  constructor(entry: string | URL, { idle = IDLE }: { readonly idle?: number } = {}) {
    this.#entry = entry;
    this.#idle = idle;
  }

  async findings(draft: DraftToLint): Promise<DraftFinding[]> {
    if (isLarge(draft.content)) return this.#inThread(draft);
    const { lintDraft } = await import('./lint-draft.ts');
    return lintDraft(draft);
  }

  get hasThread(): boolean {
    return this.#link !== null;
  }

  async #inThread({ content, identity, sources, offers, at }: DraftToLint): Promise<DraftFinding[]> {
    if (this.#ending !== null) clearTimeout(this.#ending);
    this.#ending = null;
    this.#asking += 1;
    try {
      const request = { content, identity, sources, offers, at };
      return await this.#started().call('findings', request);
    } finally {
      this.#asking -= 1;
      if (this.#asking === 0) this.#ending = setTimeout(() => void this.close(), this.#idle).unref();
    }
  }

  #started(): Link {
    this.#link ??= new WorkerLink<CallsOf<typeof lintProtocol>>(lintProtocol, {
      entry: this.#entry,
      name: 'lint-worker',
      // Who asked hears of it; the next question begins another one.
      onDied: () => (this.#link = null),
    });
    return this.#link;
  }

  async close(): Promise<void> {
    if (this.#ending !== null) clearTimeout(this.#ending);
    const link = this.#link;
    this.#link = null;
    await link?.end();
  }
}

function isLarge({ to, cc, bcc, sending, html, body }: DraftContent): boolean {
  const recipients = to.length + cc.length + bcc.length + (sending.envelope?.recipients.length ?? 0);
  return recipients > FEW || (html ?? body).length > SHORT;
}
