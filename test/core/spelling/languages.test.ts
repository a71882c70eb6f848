import { describe, expect, it } from 'vitest';
import { writtenIn } from '#core/spelling/languages.ts';

const memory = { identities: { ana: ['fr'], both: ['en', 'fr'] } } as const;

describe('what a text is written in', () => {
  it('is the one language that was chosen for it, or else for its sender', () => {
    expect(writtenIn(['pt'], 'ana', memory)).toBe('pt');
    expect(writtenIn(undefined, 'ana', memory)).toBe('fr');
  });

  it('is not known where several were chosen, none, or nothing yet', () => {
    expect(writtenIn(['en', 'fr'], 'ana', memory)).toBeUndefined();
    expect(writtenIn([], 'ana', memory)).toBeUndefined();
    expect(writtenIn(undefined, 'both', memory)).toBeUndefined();
    expect(writtenIn(undefined, 'new', memory)).toBeUndefined();
  });
});
