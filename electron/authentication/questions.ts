/** The DNS as a verification may ask it: each question once, so many and so long at most, and a list of what was asked. */
import type { AuthenticationReport } from '#core/contract/authentication.ts';
import { errorCode } from '../submission/connection/dial.ts';
import type { Query } from '../discovery/names.ts';

/** ms and questions for one message: ten keys, a chain's seals, SPF's ten lookups, DMARC's walk */
const BOUNDS = { ms: 60_000, questions: 120 };

export class Questions {
  readonly #query: Query;
  readonly #now: () => number;
  readonly #until: number;
  readonly #answers = new Map<string, Promise<readonly unknown[]>>();
  readonly #asked: AuthenticationReport['asked'] = [];

  constructor(query: Query, now: () => number) {
    this.#query = query;
    this.#now = now;
    this.#until = now() + BOUNDS.ms;
  }

  get asked(): AuthenticationReport['asked'] {
    return this.#asked;
  }

  readonly ask: Query = async (name, type) => {
    const key = `${type} ${name.toLowerCase()}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      if (this.#answers.size >= BOUNDS.questions || this.#now() > this.#until)
        throw Object.assign(new Error('No more questions for this message'), { code: 'ETIMEOUT' });
      answer = this.#put(name, type);
      this.#answers.set(key, answer);
    }
    return await answer;
  };

  async #put(name: string, type: string): Promise<readonly unknown[]> {
    const tell = (answer: 'records' | 'none' | 'failed') =>
      this.#asked.push({ name: name.slice(0, 255), type, answer });
    try {
      const records = await this.#query(name, type);
      tell('records');
      return records;
    } catch (error) {
      const code = errorCode(error);
      tell(code === 'ENOTFOUND' || code === 'ENODATA' ? 'none' : 'failed');
      throw error;
    }
  }
}
