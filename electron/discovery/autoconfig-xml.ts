/**
 * A file of settings as bytes → its outgoing servers. The parser reads no DTD, so entities are XML's five and nothing can grow; a file that
 * brings a DTD along is refused all the same, since none has an honest reason to. Depth and count are bounded, any bytes give a result.
 */
import { SaxesParser } from 'saxes';
import type { OutgoingServer } from '#core/discovery/autoconfig.ts';
import type { OutcomeCode } from '#core/discovery/vocabulary.ts';

export type AutoconfigFile =
  | { readonly ok: true; readonly servers: readonly OutgoingServer[] }
  | {
      readonly ok: false;
      readonly outcome: Extract<OutcomeCode, 'not-xml' | 'xml-entities' | 'xml-too-deep'>;
    };

const MAX_DEPTH = 16;
const MAX_ELEMENTS = 5_000;
const MAX_SERVERS = 20;
/** No value that is used is longer. */
const MAX_TEXT = 400;

/** Ends the parse at once. */
class Refused extends Error {
  readonly outcome: 'xml-entities' | 'xml-too-deep';
  constructor(outcome: 'xml-entities' | 'xml-too-deep') {
    super(outcome);
    this.outcome = outcome;
  }
}

export function readAutoconfig(bytes: Uint8Array): AutoconfigFile {
  const reader = new Reader();
  try {
    reader.read(new TextDecoder('utf-8').decode(bytes));
    return reader.isClientConfig ? { ok: true, servers: reader.servers } : { ok: false, outcome: 'not-xml' };
  } catch (error) {
    return { ok: false, outcome: error instanceof Refused ? error.outcome : 'not-xml' };
  }
}

type Field = 'hostname' | 'port' | 'socketType' | 'username';
const FIELDS: readonly Field[] = ['hostname', 'port', 'socketType', 'username'];
const fieldOf = (name: string): Field | undefined => FIELDS.find((field) => field === name);

interface Building {
  readonly type: string;
  readonly fields: Partial<Record<Field, string>>;
  readonly authentication: string[];
}

const SERVER_PATH = 'clientConfig/emailProvider/outgoingServer';

class Reader {
  readonly servers: OutgoingServer[] = [];
  isClientConfig = false;
  #path: string[] = [];
  #elements = 0;
  #text = '';
  #building: Building | null = null;

  read(text: string): void {
    const parser = new SaxesParser();
    parser.on('doctype', () => {
      throw new Refused('xml-entities');
    });
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => this.#open(name, attributes['type'] ?? ''));
    parser.on('text', (piece) => {
      if (this.#text.length <= MAX_TEXT) this.#text += piece.slice(0, MAX_TEXT + 1);
    });
    parser.on('closetag', () => this.#close());
    parser.write(text).close();
  }

  #open(name: string, type: string): void {
    this.#path.push(name);
    this.#elements += 1;
    if (this.#path.length > MAX_DEPTH || this.#elements > MAX_ELEMENTS) throw new Refused('xml-too-deep');
    this.#text = '';
    const at = this.#path.join('/');
    if (at === 'clientConfig') this.isClientConfig = true;
    if (at === SERVER_PATH) this.#building = { type, fields: {}, authentication: [] };
  }

  #close(): void {
    const name = this.#path.pop() ?? '';
    const building = this.#building;
    if (building === null) return;
    const parent = this.#path.join('/');
    if (parent === SERVER_PATH) this.#take(building, name, this.#text.trim());
    else if (name === 'outgoingServer') {
      this.#building = null;
      if (this.servers.length < MAX_SERVERS) this.servers.push(finished(building));
    }
  }

  #take({ fields, authentication }: Building, name: string, text: string): void {
    if (text.length > MAX_TEXT) return;
    const field = fieldOf(name);
    // Of an element given twice the first counts; only authentication may be repeated.
    if (field !== undefined) fields[field] ??= text;
    else if (name === 'authentication' && authentication.length < MAX_SERVERS) authentication.push(text);
  }
}

const finished = ({ type, fields, authentication }: Building): OutgoingServer => ({
  type,
  hostname: fields.hostname ?? '',
  port: fields.port ?? '',
  socketType: fields.socketType ?? '',
  username: fields.username ?? '',
  authentication,
});
