/** Every Content-Type and Content-Disposition of message and parts, read once each. */
import type { Entity } from './entity.ts';
import type { Linted, LintField } from './linted.ts';
import { mediaOf, type Media } from './media.ts';

const WITH_PARAMETERS = ['content-type', 'content-disposition'];

export interface MediaOf {
  readonly field: LintField;
  readonly media: Media;
  readonly entity: Entity;
}

export function* medias(message: Linted, names: readonly string[] = WITH_PARAMETERS): Generator<MediaOf> {
  for (const entity of message.entities) {
    const typeField = entity.fields.find(({ name }) => name === 'content-type');
    for (const field of entity.fields) {
      if (!names.includes(field.name)) continue;
      const media = field === typeField && entity.type !== null ? entity.type : mediaOf(message.raw(field));
      yield { field, media, entity };
    }
  }
}
