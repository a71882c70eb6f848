/**
 * One attempt to hand one message over: one transaction, or several where the server takes only so many recipients at once (RFC 5321
 * §4.5.3.1.10). Connections are lane.ts's, journalling around the dot is the caller's.
 */
import type { EnvelopeHead, EnvelopeRecipient } from '#core/message/envelope-schema.ts';
import type { AttemptRecorded } from '#core/message/record.ts';
import type { RecipientResult } from '#core/outbox/events.ts';
import type { Diagnosis } from '#core/smtp/vocabulary.ts';
import { SessionFailure, type MessageSource, type TransactionResult } from '../../submission/session.ts';
import type { AttemptLog } from './attempt-log.ts';
import type { Connection } from './connection.ts';

export interface AttemptOrder {
  readonly envelope: EnvelopeHead;
  /** those who still wait */
  readonly recipients: readonly EnvelopeRecipient[];
  readonly allOrNone: boolean;
  readonly source: MessageSource;
  readonly signal: AbortSignal;
  /** The connection to use; asked again when it ended before a word of this was said. Rejects with SessionFailure. */
  readonly connection: () => Promise<Connection>;
  readonly beforeDot: (transaction: number, accepted: readonly string[]) => Promise<void>;
  /** Of a transaction that another follows; the last one's results are the outcome's. Never rejects. */
  readonly decided: (transaction: number, results: readonly RecipientResult[]) => Promise<void>;
}

export interface AttemptOutcome {
  readonly record: AttemptRecorded;
  /** number of the last transaction */
  readonly transaction: number;
  /** one for each recipient that no earlier transaction decided */
  readonly results: readonly RecipientResult[];
  readonly diagnosis: Diagnosis | null;
}

/** Connections that may end unused before it is given up. */
const FRUITLESS = 3;

/** Whatever the server or the network does is an outcome; rejects only when something on this side is broken. */
export async function runAttempt(order: AttemptOrder, log: AttemptLog): Promise<AttemptOutcome> {
  const done: TransactionResult[] = [];
  let recipients = order.recipients;
  let fruitless = 0;
  try {
    let connection = await order.connection();
    for (let transaction = 0; ; transaction += 1) {
      const result = await submit(connection, order, recipients, transaction, log);
      // Not begun on a connection that lives on: no other one would do better by this message.
      const isFruitless = !result.begun && !connection.session.usable && transaction === 0;
      if (isFruitless && !order.signal.aborted && ++fruitless < FRUITLESS) {
        connection = await order.connection();
        transaction -= 1;
        continue;
      }
      done.push(result);
      const results = resultsOf(result);
      const next = result.recipients.filter(({ outcome }) => outcome === 'next');
      const isWorthIt = next.length > 0 && next.length < recipients.length && connection.session.usable;
      if (!isWorthIt || order.allOrNone) return outcome(log, done, transaction, results);
      const left = new Set(next.map(({ address }) => address));
      await order.decided(
        transaction,
        results.filter(({ address }) => !left.has(address)),
      );
      recipients = recipients.filter(({ address }) => left.has(address));
    }
  } catch (error) {
    if (!(error instanceof SessionFailure)) throw error;
    log.facts = { ...log.facts, ...error.facts };
    const unsent = recipients.map(({ address }) => ({ address, result: 'unsent' as const, reply: null }));
    return {
      record: log.ended(done, error.diagnosis),
      transaction: done.length,
      results: unsent,
      diagnosis: error.diagnosis,
    };
  }
}

function submit(
  connection: Connection,
  order: AttemptOrder,
  recipients: readonly EnvelopeRecipient[],
  transaction: number,
  log: AttemptLog,
): Promise<TransactionResult> {
  log.facts = connection.facts;
  const { returnPath, ...parameters } = order.envelope;
  return connection.session.submit({
    returnPath,
    recipients,
    parameters,
    allOrNone: order.allOrNone,
    source: order.source,
    reporter: log,
    signal: order.signal,
    beforeDot: async (accepted) => {
      const marked = order.beforeDot(transaction, accepted);
      // There is time for it while the journal is synced, or the server decides.
      setImmediate(() => setImmediate(() => log.keep()));
      await marked;
    },
  });
}

/** Who is left for a transaction that does not come is deferred by the server's own word. */
const resultsOf = ({ recipients }: TransactionResult): RecipientResult[] =>
  recipients.map(({ address, outcome, reply }) => ({
    address,
    result: outcome === 'next' ? 'deferred' : outcome,
    reply,
  }));

function outcome(
  log: AttemptLog,
  done: readonly TransactionResult[],
  transaction: number,
  results: readonly RecipientResult[],
): AttemptOutcome {
  const isWell = results.every(({ result }) => result === 'accepted');
  const said = done.toReversed().find(({ diagnosis }) => diagnosis !== null)?.diagnosis ?? null;
  // Those who were left for a later transaction were no failure once it took them.
  const somebodyElse = done
    .slice(0, -1)
    .some(({ recipients }) => recipients.some(({ outcome: what }) => what !== 'accepted' && what !== 'next'));
  const diagnosis = isWell && !somebodyElse ? null : said;
  return { record: log.ended(done, diagnosis), transaction, results, diagnosis };
}
