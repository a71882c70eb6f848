// What the program's page cannot do, tried from inside the real page: leave, fetch, open, download, ask for permissions,
// run what is not the program's, or call main from a frame of its own.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, removeProfile, type Launched } from './launch.ts';

let program: Launched;
const policies: string[] = [];

beforeAll(async () => {
  program = await launch();
  program.page.on('response', (response) => {
    const policy = response.headers()['content-security-policy'];
    if (policy !== undefined) policies.push(policy);
  });
  await program.page.reload();
  await program.page.locator('#root button').first().waitFor();
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

/** What a script in the page sees of a request: its status, or that there was none. */
const status = (url: string): Promise<number | 'failed'> =>
  program.page.evaluate(
    (address) =>
      fetch(address).then(
        (response) => response.status,
        () => 'failed' as const,
      ),
    url,
  );

describe('the page', () => {
  it('has a policy without unsafe words, with a nonce of its own in each response', async () => {
    await program.page.reload();
    await expect.poll(() => policies.length).toBeGreaterThan(1);
    const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1]);
    expect(new Set(nonces).size).toBe(policies.length);
    for (const policy of policies) {
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
    }
  });

  it('reads no file outside its own folder', async () => {
    const paths = [
      '/../build/main.cjs',
      '/..%2fbuild%2fmain.cjs',
      '/%2e%2e/build/preload.cjs',
      '/..%5cbuild',
      '/%00',
      '/%',
    ];
    for (const path of paths) expect(await status(`app://facteur${path}`)).not.toBe(200);
    expect(await status('app://facteur/index.html')).toBe(200);
    expect(await status('app://elsewhere/index.html')).not.toBe(200);
  });

  it.each([
    'https://example.org/',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'facteur-mail://message/',
    'ws://127.0.0.1:1',
  ])('fetches nothing from %s', async (url) => {
    expect(await status(url)).toBe('failed');
  });

  it('loads no picture, frame, script or style from outside', async () => {
    const loaded = await program.page.evaluate(async () => {
      const tried = ['img', 'iframe', 'script', 'link'].map(
        (name) =>
          new Promise<string | null>((resolve) => {
            const element = document.createElement(name);
            if (element instanceof HTMLLinkElement) element.rel = 'stylesheet';
            element.setAttribute(
              element instanceof HTMLLinkElement ? 'href' : 'src',
              'https://example.org/x',
            );
            element.addEventListener('load', () =>
              resolve(element instanceof HTMLIFrameElement ? null : name),
            );
            element.addEventListener('error', () => resolve(null));
            document.addEventListener('securitypolicyviolation', () => resolve(null));
            document.body.append(element);
          }),
      );
      const results = await Promise.all(tried);
      return results.filter((name) => name !== null);
    });
    expect(loaded).toEqual([]);
  });

  it('runs no script that was put into it', async () => {
    const ran = await program.page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.body.append(script);
      const holder = document.createElement('div');
      holder.innerHTML = '<img src="data:," onerror="globalThis.injected = true">';
      const failed = new Promise((resolve) => holder.firstElementChild?.addEventListener('error', resolve));
      document.body.append(holder);
      await failed;
      return 'injected' in globalThis;
    });
    expect(ran).toBe(false);
  });

  it('opens no window and goes nowhere', async () => {
    const address = program.page.url();
    expect(await program.page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
    expect(await program.page.evaluate(() => window.open('app://facteur/index.html') === null)).toBe(true);
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'data:text/html,x', 'app://elsewhere/'])
      await program.page.evaluate((target) => {
        location.href = target;
      }, url);
    expect(await program.page.evaluate(() => document.readyState)).toBe('complete');
    expect(program.page.url()).toBe(address);
    expect(program.app.windows()).toHaveLength(1);
  });

  it('is given no permission', async () => {
    const given = await program.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'];
      const states = await Promise.all(
        names.map((name) =>
          navigator.permissions.query({ name } as PermissionDescriptor).then(({ state }) => state),
        ),
      );
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      );
      return [...states, media, await Notification.requestPermission()];
    });
    expect(given).not.toContain('granted');
  });

  it('downloads nothing', async () => {
    await program.app.evaluate(({ session }) => {
      const prevented: boolean[] = [];
      Reflect.set(globalThis, 'downloads', prevented);
      session.defaultSession.on('will-download', (event) => prevented.push(event.defaultPrevented));
    });
    await program.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'app://facteur/index.html';
      link.download = 'x.html';
      document.body.append(link);
      link.click();
    });
    await expect
      .poll(() => program.app.evaluate((): unknown => Reflect.get(globalThis, 'downloads')))
      .toEqual([true]);
  });

  it('gives a frame within it no way to main', async () => {
    const found = await program.page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const inside = frame.contentWindow;
      const bridge = inside !== null && 'facteur' in inside;
      frame.remove();
      return { inside: inside !== null, bridge };
    });
    expect(found).toEqual({ inside: true, bridge: false });
  });

  it('cannot call main under a name that the contract has not', async () => {
    const answer = await program.page.evaluate((): unknown => {
      const facteur: unknown = Reflect.get(globalThis, 'facteur');
      const call: unknown =
        typeof facteur === 'object' && facteur !== null ? Reflect.get(facteur, 'call') : null;
      return typeof call === 'function'
        ? Reflect.apply(call, facteur, ['files.read', { path: '/etc/passwd' }])
        : 'no bridge';
    });
    expect(answer).toEqual({ ok: false, error: { code: 'bad-request' } });
  });
});

describe('what else the program denies', () => {
  it('gives nothing to any other session, the mail view’s among them', async () => {
    const answer = await program.app.evaluate(async ({ session }) => {
      const mail = session.fromPartition('facteur-mail');
      return mail.fetch('app://facteur/index.html').then(
        () => 'answered',
        () => 'refused',
      );
    });
    expect(answer).toBe('refused');
  });

  it('checks no spelling, so that no dictionary is fetched', async () => {
    const fetched = await program.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.webContents.session.isSpellCheckerEnabled()),
    );
    expect(fetched).toEqual([false]);
  });
});
