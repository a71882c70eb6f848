/** Postfix's smtp-sink, which takes mail and drops it, and smtp-source, which sends as fast as can be: the two ends of the scale for throughput. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort, listening } from '#test/servers/ports.ts';
import { isRoot } from '../scripts/project.ts';
import { prepareMailServers } from '../scripts/system.ts';

export interface MailSink {
  readonly port: number;
  /** Messages a second that smtp-source hands over to it. */
  source(messages: {
    readonly count: number;
    readonly bytes: number;
    readonly connections: number;
  }): Promise<number>;
  stop(): Promise<void>;
}

const BACKLOG = '100';

export async function startMailSink(): Promise<MailSink> {
  const { folder, libraryPath } = await prepareMailServers();
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LD_LIBRARY_PATH: libraryPath };
  const program = (name: string): string => path.join(folder, 'usr/sbin', name);
  const port = await freePort();
  const address = `127.0.0.1:${String(port)}`;
  // As root it insists on becoming somebody else.
  const as = isRoot ? ['-u', 'nobody'] : [];
  const sink = spawn(program('smtp-sink'), [...as, address, BACKLOG], { env, stdio: 'ignore' });
  await listening(port);
  return {
    port,
    async source({ count, bytes, connections }) {
      const began = performance.now();
      const source = spawn(
        program('smtp-source'),
        ['-d', '-s', String(connections), '-m', String(count), '-l', String(bytes), address],
        { env, stdio: ['ignore', 'ignore', 'inherit'] },
      );
      await once(source, 'exit');
      if (source.exitCode !== 0) throw new Error(`smtp-source ended with ${String(source.exitCode)}`);
      return (count * 1000) / (performance.now() - began);
    },
    async stop() {
      sink.kill();
      await once(sink, 'exit');
    },
  };
}
