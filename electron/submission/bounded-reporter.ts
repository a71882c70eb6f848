/** A transcript with an end: a server that talks without one fills neither memory nor disk, and what is left out is counted and said. */
import type { SmtpStep } from '#core/smtp/vocabulary.ts';
import type { SessionReporter } from './session.ts';

/** characters; thousands of recipients and their replies fit in */
const MAX_TRANSCRIPT = 1 << 20;

export class BoundedReporter implements SessionReporter {
  readonly #reporter: SessionReporter;
  #characters = 0;
  #lines = 0;
  #leftOut = 0;

  constructor(reporter: SessionReporter) {
    this.#reporter = reporter;
  }

  step(step: SmtpStep): void {
    this.#reporter.step(step);
  }

  bytes(sent: number): void {
    this.#reporter.bytes(sent);
  }

  line(line: Parameters<SessionReporter['line']>[0]): void {
    const { length } = line.text;
    if (this.#lines === 0 && this.#characters + length <= MAX_TRANSCRIPT) {
      this.#characters += length;
      this.#reporter.line(line);
      return;
    }
    this.#lines += 1;
    this.#leftOut += length;
  }

  /** Nothing more will come for now. */
  end(): void {
    if (this.#lines === 0) return;
    const text = `${String(this.#lines)} lines left out (${String(this.#leftOut)} characters)`;
    this.#reporter.line({ from: 'note', text });
    this.#lines = 0;
    this.#leftOut = 0;
    this.#characters = MAX_TRANSCRIPT;
  }
}
