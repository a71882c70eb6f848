/** Templates: kept, listed, removed. What fields mean, and how they are filled in, is core's and the page's. */
import { ulid } from 'ulid';
import { AppFailure } from '#core/contract/errors.ts';
import { type Template, type TemplateContent, TemplateId } from '#core/templates/template.ts';
import type { DraftsLink } from '../drafts/drafts.ts';
import type { Clock } from '../outbox/ports.ts';

export class Templates {
  readonly #link: DraftsLink;
  readonly #clock: Clock;

  constructor(link: DraftsLink, clock: Clock) {
    this.#link = link;
    this.#clock = clock;
  }

  /** by name */
  list(): Promise<Template[]> {
    return this.#link.call('templates', null);
  }

  /** A new one without an id; one that was removed comes back with its own. Ends with `not-now` when there are as many as there may be. */
  async save(id: TemplateId | null, content: TemplateContent): Promise<Template> {
    const savedAt = this.#clock.now();
    const template = { ...content, id: id ?? TemplateId.parse(ulid(savedAt)), savedAt };
    if (!(await this.#link.call('saveTemplate', template))) throw new AppFailure({ code: 'not-now' });
    return template;
  }

  async remove(id: TemplateId): Promise<void> {
    await this.#link.call('removeTemplate', id);
  }
}
