/** As much of the DevTools protocol as a benchmark needs: find the page of a program under measurement, evaluate, press keys. */
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { z } from 'zod';

const Target = z.object({ type: z.string(), webSocketDebuggerUrl: z.string() });
const Answer = z.object({
  id: z.number(),
  result: z.object({ result: z.object({ value: z.unknown() }).optional() }).optional(),
});

export class PageUnderTest {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (value: unknown) => void>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const answer = Answer.safeParse(JSON.parse(String(data)));
      if (!answer.success) return;
      this.#waiting.get(answer.data.id)?.(answer.data.result?.result?.value);
      this.#waiting.delete(answer.data.id);
    });
  }

  /** The first page of a program started with `--remote-debugging-port=0`. Resolves as soon as there is one. */
  static async of(program: ChildProcess): Promise<PageUnderTest> {
    const port = await debuggingPort(program);
    for (;;) {
      const response = await fetch(`http://127.0.0.1:${String(port)}/json/list`);
      const page = z
        .array(Target)
        .parse(await response.json())
        .find((target) => target.type === 'page');
      if (page === undefined) continue;
      const socket = new WebSocket(page.webSocketDebuggerUrl);
      await once(socket, 'open');
      return new PageUnderTest(socket);
    }
  }

  #call(method: string, params: object): Promise<unknown> {
    const id = (this.#last += 1);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Evaluates until the expression is true, at each frame of the page. */
  async until(expression: string): Promise<void> {
    const frame = `new Promise((done) => { const look = () => (${expression}) ? done(true) : requestAnimationFrame(look); look(); })`;
    // A navigation ends an evaluation without an answer of its own: asked again.
    while (
      (await this.#call('Runtime.evaluate', {
        expression: frame,
        awaitPromise: true,
        returnByValue: true,
      })) !== true
    );
  }

  async press(key: string, options: { readonly control?: boolean } = {}): Promise<void> {
    const upper = key.toUpperCase();
    const event = {
      key,
      code: `Key${upper}`,
      windowsVirtualKeyCode: upper.charCodeAt(0),
      modifiers: options.control === true ? 2 : 0,
    };
    await this.#call('Input.dispatchKeyEvent', {
      type: 'keyDown',
      ...event,
      ...(options.control === true ? {} : { text: key }),
    });
    await this.#call('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  close(): void {
    this.#socket.close();
  }
}

function debuggingPort(program: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    program.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    program.once('exit', () => {
      reject(new Error(`ended before it listened: ${said.slice(-500)}`));
    });
  });
}
