/**
 * The demonstration: drives the real window through the main job with the practice account, as a person would, and prints what went
 * out. It knows the page by its words alone. Its profile is a temporary one, and nothing leaves the machine.
 */
import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { PageDriver } from './host/page-driver.ts';
import { pageWordsIn } from './host/page-words.ts';
import type { Words } from './host/words.ts';
import type { PracticeReceipt } from './practice/server.ts';
import type { Program } from './program.ts';

/** ms for the whole demonstration, and for any one thing to appear */
const LIMIT = 90_000;
const PATIENCE = 15_000;

const to = 'Jonas Weber <jonas.weber@brueckner.example>';
const bcc = 'archives@atelier-lumen.example';

type Step = 'window' | 'compose' | 'fields' | 'send' | 'sent' | 'source' | 'envelope';

/** Resolves with whether it came to its end; if not, it has said why. */
export async function demonstrate(program: Program, window: BrowserWindow): Promise<boolean> {
  const t = pageWordsIn(program.language());
  print(t('app.demo.begin'));
  const demonstration = new Demonstration(program, window);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(t('app.demo.timedOut', { seconds: LIMIT / 1000 }))), LIMIT);
  });
  try {
    await Promise.race([demonstration.run(), late]);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    print(t('app.demo.failed', { step: t(`app.demo.step.${demonstration.step}`), reason }));
    // A page that hangs is not painted either.
    await Promise.race([demonstration.picture('failed'), delay(PATIENCE)]).catch(() => undefined);
    demonstration.listPictures();
    return false;
  } finally {
    clearTimeout(timer);
  }
}

class Demonstration {
  step: Step = 'window';
  readonly #program: Program;
  readonly #t: Words;
  readonly #page: PageDriver;
  readonly #pictures: string[] = [];
  #folder: Promise<string> | undefined;

  constructor(program: Program, window: BrowserWindow) {
    this.#program = program;
    this.#t = pageWordsIn(program.language());
    this.#page = new PageDriver(window.webContents, PATIENCE);
  }

  async run(): Promise<void> {
    const t = this.#t;
    await this.#program.whenPainted;
    this.step = 'compose';
    await this.#page.click('button', t('app.place.compose'));
    this.step = 'fields';
    await this.#write();
    this.step = 'send';
    const { submission } = await this.#send();
    if (submission.status !== 'sent') throw new Error(submission.diagnosis?.code ?? submission.status);
    this.step = 'sent';
    await this.#page.click('button', t('app.place.practice'));
    await this.#page.click('option', t('app.demo.subject'));
    this.step = 'source';
    await this.#page.click('tab', t('lens.tab.source'));
    await this.#page.see('text', 'Message-ID');
    await this.picture('source');
    this.step = 'envelope';
    await this.#page.click('tab', t('lens.tab.envelope'));
    await this.#page.see('text', t('lens.envelope.noField'));
    await this.picture('envelope');
    await this.#tell(submission.messageId);
  }

  async #write(): Promise<void> {
    const t = this.#t;
    await this.#page.fill(t('compose.to'), to);
    this.#page.press('Enter');
    await this.#page.fill(t('compose.bcc'), bcc);
    this.#page.press('Enter');
    await this.#page.fill(t('compose.subject'), t('app.demo.subject'));
    await this.#page.fill(t('compose.body'), t('app.demo.body'));
    await this.picture('compose');
  }

  async #send(): Promise<OutboxItem> {
    const settled = this.#program.nextSettled();
    const isMac = process.platform === 'darwin';
    this.#page.press('Enter', [isMac ? 'meta' : 'control']);
    print(this.#t('app.demo.wrote', { keys: isMac ? '⌘ Enter' : 'Ctrl+Enter' }));
    return settled;
  }

  /** The header's bytes as they are on disk, and the envelope in the server's own words. */
  async #tell(messageId: OutboxItem['submission']['messageId']): Promise<void> {
    const { sent, practice } = this.#program.services;
    const built = (await sent.files.readRecords(messageId)).find(({ record }) => record === 'message');
    const size = built?.record === 'message' ? built.headerSize : 0;
    const { bytes } = await sent.files.readBytes(messageId, 0, size);
    const receipt = practice.receipts.at(-1);
    const t = this.#t;
    print(`\n${t('app.demo.header')}\n`);
    print(Buffer.from(bytes).toString());
    print(`${t('app.demo.envelope')}\n`);
    if (receipt !== undefined) print(envelopeLines(receipt).join('\n'));
    this.listPictures();
    print(`\n${t('app.demo.done')}`);
  }

  async picture(name: string): Promise<void> {
    this.#folder ??= mkdtemp(path.join(os.tmpdir(), 'facteur-pictures-'));
    const file = path.join(await this.#folder, `${this.#pictures.length + 1}-${name}.png`);
    await writeFile(file, await this.#page.picture());
    this.#pictures.push(file);
  }

  listPictures(): void {
    if (this.#pictures.length > 0)
      print(`\n${this.#t('app.demo.pictures')}\n  ${this.#pictures.join('\n  ')}`);
  }
}

function envelopeLines({ mailFrom, mailParameters, rcptTo }: PracticeReceipt): string[] {
  return [
    ['MAIL', `FROM:<${mailFrom}>`, ...mailParameters].join(' '),
    ...rcptTo.map(({ address, parameters }) => ['RCPT', `TO:<${address}>`, ...parameters].join(' ')),
  ];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
