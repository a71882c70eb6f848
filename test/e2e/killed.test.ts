/**
 * A sample of the fault campaign on the real program: `kill -9` of its main process in DATA, behind the final dot and behind its reply.
 * It starts again on the same profile, by itself sends what may be sent, and says what nobody can know.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { deadlyServer } from '../faults/campaign/deadly-server.ts';
import type { Step } from '../faults/campaign/plan.ts';
import { filesBelow } from '../faults/campaign/power-cut.ts';
import type { CampaignServer } from '../faults/campaign/server/server.ts';
import { accountAt, done } from './calls.ts';
import { button, heading, ready, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const ONE = 'one@dest.example';
const TWO = 'two@dest.example';

async function killedAt(step: Step): Promise<{ server: CampaignServer; program: Launched }> {
  const first = await launch();
  stops.push(() => removeProfile(first.profile));
  let isDead: Promise<void> | undefined;
  const server = await deadlyServer([step], () => {
    isDead = first.kill();
  });
  stops.push(() => server.stop());
  await ready(first.page);
  await accountAt(first.page, { name: 'Harbour', port: server.port });
  await write(first.page, { to: [ONE, TWO], subject: `killed at ${step}`, body: 'x'.repeat(100_000) });
  const died = new Promise<void>((resolve) => {
    first.app.process().once('exit', () => {
      resolve();
    });
  });
  // It may die before it has told that the key went down.
  await first.page.keyboard.press('Control+Enter').catch(() => undefined);
  await died;
  await isDead;
  const program = await launch({ profile: first.profile });
  stops.push(() => program.close());
  await ready(program.page);
  return { server, program };
}

const fates = ({ submission }: OutboxItem): string[] => submission.recipients.map(({ fate }) => fate);

/** The outbox's items once nobody is being sent to. */
async function atRest(page: Page): Promise<OutboxItem[]> {
  for (;;) {
    const summary = await done(page, 'outbox.summary', null);
    if (summary.waiting === 0 && summary.sending === 0)
      return (await done(page, 'outbox.page', { filter: 'all', offset: 0, limit: 10 })).items;
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 100))');
  }
}

const taken = ({ transactions }: CampaignServer) => transactions.filter((transaction) => transaction.taken);

function archived(profile: string): Buffer {
  const [eml = ''] = filesBelow(path.join(profile, 'archive')).filter((file) => file.endsWith('.eml'));
  return readFileSync(eml);
}

describe('kill -9 of the real program', () => {
  it.each(['EHLO', 'MAIL', 'DATA'] as const)('at %s: it sends once, when it starts again', async (step) => {
    const { server, program } = await killedAt(step);
    expect(await atRest(program.page)).toEqual([]);
    expect(taken(server)).toHaveLength(1);
    expect(taken(server)[0]?.body.equals(archived(program.profile))).toBe(true);
    expect((await done(program.page, 'sent.page', { list: 'sent', offset: 0, limit: 10 })).total).toBe(1);
  });

  it('behind the final dot: it says that nobody knows, and sends nothing by itself', async () => {
    const { server, program } = await killedAt('dot');
    const items = await atRest(program.page);
    expect(items.map(fates)).toEqual([['unknown', 'unknown']]);
    expect(taken(server)).toHaveLength(1);
    await program.page.keyboard.press('Control+2');
    await heading(program.page, 'Outbox').waitFor();
    await button(program.page, /It arrived/).waitFor();
    expect(taken(server)).toHaveLength(1);
  });

  it('behind the reply: it is sent, or nobody knows; it never goes again', async () => {
    const { server, program } = await killedAt('reply');
    const items = await atRest(program.page);
    const { total } = await done(program.page, 'sent.page', { list: 'sent', offset: 0, limit: 10 });
    expect(items.length + total).toBe(1);
    for (const item of items) expect(fates(item)).toEqual(['unknown', 'unknown']);
    expect(taken(server)).toHaveLength(1);
    expect(taken(server)[0]?.body.equals(archived(program.profile))).toBe(true);
  });
});
