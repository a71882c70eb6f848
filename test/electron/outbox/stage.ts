/** An outbox before a scripted server, with time under the test's hand; the program can end and start again on the same profile. */
import { onTestFinished } from 'vitest';
import type { OutboxItem } from '#core/contract/outbox.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '../../servers/scripted-smtp.ts';
import { temporaryFolder } from '../database/folder.ts';
import { openRig, type Rig, type RigOptions } from './rig.ts';
import { Time } from './time.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export interface Stage {
  readonly rig: Rig;
  readonly server: ScriptedServer;
  readonly time: Time;
  readonly profile: string;
  /** The program ends and starts again. */
  readonly again: (more?: Partial<RigOptions>) => Promise<Rig>;
}

export async function stage(script: ScriptedOptions = {}, more: Partial<RigOptions> = {}): Promise<Stage> {
  const server = await startScriptedServer(script);
  const profile = temporaryFolder();
  const time = new Time();
  const options = { profile, port: server.port, clock: time, timers: time, ...more };
  let rig = await openRig(options);
  onTestFinished(async () => {
    await rig.close();
    await server.stop();
  });
  return {
    rig,
    server,
    time,
    profile,
    again: async (changes = {}) => {
      await rig.close();
      rig = await openRig({ ...options, ...changes });
      return rig;
    },
  };
}

/** What the window shows of it. */
export function shown(rig: Rig, id: SubmissionId): OutboxItem {
  const item = rig.outbox.list().find(({ submission }) => submission.id === id);
  if (item === undefined) throw new Error('it is not in the outbox');
  return item;
}

/** Where there is but one. */
export function only(rig: Rig): OutboxItem {
  const [item] = rig.outbox.list();
  if (item === undefined) throw new Error('the outbox is empty');
  return item;
}

export const fates = ({ submission }: OutboxItem): string[] =>
  submission.recipients.map(({ address, fate }) => `${address} ${fate}`);

/** Every line that any connection was told, in its order. */
export const said = ({ connections }: ScriptedServer, verb: string): string[] =>
  connections.flatMap(({ lines }) => lines).filter((line) => line.startsWith(verb));

/** Subjects of the messages that got their dot, in the order of connections and dots. */
export const arrived = ({ connections }: ScriptedServer): string[] =>
  connections.flatMap(({ bodies }) =>
    bodies.map((body) => /^Subject: (.*)\r$/m.exec(body.toString('latin1'))?.[1] ?? ''),
  );

/** Something to wait for, and its end. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}
