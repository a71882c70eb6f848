// The mail view from outside: what its document holds, keys for it, and a picture of the window with it. It lies above the page, where a
// picture of the page alone does not show it.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { isLookedAt, pictureFolder } from './look.ts';

const MAIL = 'facteur-mail://';

/** How many mail views there are. */
export const mailViews = (app: ElectronApplication): Promise<number> =>
  app.evaluate(
    ({ webContents }, scheme) =>
      webContents.getAllWebContents().filter((one) => one.getURL().startsWith(scheme)).length,
    MAIL,
  );

/** The document of the mail view that is shown, as it stands there; empty while there is none. */
export const mailDocument = (app: ElectronApplication): Promise<string> =>
  app.evaluate(async ({ webContents }, scheme) => {
    const mail = webContents
      .getAllWebContents()
      .toSorted((a, b) => a.id - b.id)
      .findLast((one) => one.getURL().startsWith(scheme));
    if (mail === undefined || mail.isLoadingMainFrame()) return '';
    if (!mail.debugger.isAttached()) mail.debugger.attach();
    const tree: unknown = await mail.debugger.sendCommand('DOM.getDocument');
    const root: unknown = Reflect.get(Object(tree), 'root');
    const nodeId = Number(Reflect.get(Object(root), 'nodeId'));
    const found: unknown = await mail.debugger.sendCommand('DOM.getOuterHTML', { nodeId });
    return String(Reflect.get(Object(found), 'outerHTML'));
  }, MAIL);

/** A key for the mail view, as if it had the focus. */
export const pressInMail = (
  app: ElectronApplication,
  keyCode: string,
  modifiers: ('alt' | 'control')[] = [],
) =>
  app.evaluate(
    ({ webContents }, [scheme, key, held]) => {
      const mail = webContents
        .getAllWebContents()
        .toSorted((a, b) => a.id - b.id)
        .findLast((one) => one.getURL().startsWith(scheme));
      for (const type of ['keyDown', ...(key === 'Enter' ? ['char' as const] : []), 'keyUp'] as const)
        mail?.sendInputEvent({ type, keyCode: type === 'char' ? '\r' : key, modifiers: [...held] });
    },
    [MAIL, keyCode, modifiers] as const,
  );

/** The window as it is seen, where somebody looks at it: its page, and each view that is shown above it. */
export async function windowPicture(app: ElectronApplication, name: string): Promise<void> {
  if (!isLookedAt) return;
  const png = await app.evaluate(async ({ BrowserWindow, nativeImage, WebContentsView }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return '';
    const page = await window.webContents.capturePage();
    const { width, height } = page.getSize();
    const pixels = page.toBitmap();
    for (const view of window.contentView.children) {
      if (!(view instanceof WebContentsView) || view.webContents === window.webContents) continue;
      const above = await view.webContents.capturePage();
      const size = above.getSize();
      const { x, y } = view.getBounds();
      const rows = above.toBitmap();
      for (let row = 0; row < Math.min(size.height, height - y); row += 1)
        rows.copy(pixels, ((y + row) * width + x) * 4, row * size.width * 4, (row + 1) * size.width * 4);
    }
    return nativeImage.createFromBitmap(pixels, { width, height }).toPNG().toString('base64');
  });
  writeFileSync(path.join(pictureFolder(name), name), Buffer.from(png, 'base64'));
}

/** The kinds of things in a mail that ask for something, run something or lead away; `at` is where they would ask. */
export const hostileHtml = (at: string): string => `<!doctype html>
<html manifest="${at}/manifest"><head>
<base href="${at}/base/">
<meta http-equiv="refresh" content="0;url=${at}/refresh">
<meta http-equiv="Content-Security-Policy" content="default-src *">
<link rel="stylesheet" href="${at}/sheet.css"><link rel="prefetch" href="${at}/prefetch"><link rel="preload" as="image" href="${at}/preload">
<link rel="dns-prefetch" href="${at}"><link rel="preconnect" href="${at}"><link rel="prerender" href="${at}/prerender"><link rel="icon" href="${at}/icon">
<script src="${at}/script.js"></script><script>fetch('${at}/fetch');new Image().src='${at}/image'</script>
<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${at}/speculation"]}]}</script>
<style>@import "${at}/import.css"; @import url(${at}/import2.css);
@font-face { font-family: f; src: url(${at}/font.woff2) }
body { background: url("${at}/body.png"); font-family: f, sans-serif }
.e { background: \\75rl(${at}/escaped.png) } .v { --u: url(${at}/variable.png); background: var(--u) }
.s { background-image: image-set("${at}/set.png" 1x) } li { list-style: url(${at}/list.png) }
p::before { content: url(${at}/content.png) } a { cursor: url(${at}/cursor.png), auto }
@media print { p { background: url(${at}/print.png) } }
@supports (display: grid) { p { border-image-source: url('${at}/border.png') } }
x[title="</style><img src=${at}/broken-out.png>"] { color: red }
</style><style><!-- h1 { color: #1d4f91 } --></style>
</head><body background="${at}/background.png" onload="fetch('${at}/onload')">
<h1>The hostile letter</h1>
<p class="e">One</p><p class="v">Two</p><p class="s">Three</p><ul><li>Four</li></ul>
<p style="background:url(${at}/style.png);color:#1c6642">Green words</p>
<p style="background:u\\72l(${at}/style2.png)">Five</p>
<img src="${at}/picture.png" width="120" height="60" alt="Our shop">
<img src="${at}/pixel.gif" width="1" height="1"><img src="//tracker.example.net/open.gif" width="1" height="1">
<img srcset="${at}/srcset.png 1x" src="x" onerror="fetch('${at}/onerror')">
<img src="cid:logo@lumen.example" alt="Logo" width="40" height="40">
<img src="cid:../../../../etc/passwd" alt="a path"><img src="cid:%2e%2e%2fetc%2fpasswd" alt="an escaped path">
<img src="file:///etc/passwd" alt="a file"><img src="app://facteur/index.html" alt="the page"><img src="facteur-mail://00000000000000000000000000000000/" alt="another mail">
<picture><source srcset="${at}/source.png"><img src="${at}/in-picture.png" alt="in a picture"></picture>
<iframe src="${at}/frame"></iframe><iframe srcdoc="<script>parent.fetch('${at}/srcdoc')</script>"></iframe>
<object data="${at}/object"></object><embed src="${at}/embed"><video src="${at}/video" poster="${at}/poster" autoplay></video><audio src="${at}/audio" autoplay></audio>
<svg><script>fetch('${at}/svg')</script><image href="${at}/svg.png"></image><use href="${at}/use.svg#a"></use><foreignObject><iframe src="${at}/foreign"></iframe></foreignObject><a xlink:href="javascript:fetch('${at}/svg-link')"><text>svg</text></a></svg>
<math><mtext><table><mglyph><style><img src="${at}/mxss.png" onerror="fetch('${at}/mxss')"></style></mglyph></table></mtext></math>
<form action="${at}/form" method="post"><input name="q" autofocus onfocus="this.form.submit()"><button formaction="${at}/formaction">Sign in</button></form>
<input type="image" src="${at}/input.png"><isindex action="${at}/isindex">
<table background="${at}/table.png"><tr><td background="${at}/cell.png">cell</td></tr></table>
<a href="javascript:fetch('${at}/javascript')">A script</a> <a href="  java&#10;script:fetch('${at}/broken')">A broken script</a>
<a href="data:text/html,<script>fetch('${at}/data')</script>">Data</a>
<a href="https://evil.example.net/login" target="_blank" ping="${at}/ping">https://bank.example.com/login</a>
<a href="https://www.lumen.example/shop">Our shop</a> <a href="${at}/plain">Plain http</a> <a href="mailto:lea@lumen.example">Write</a>
<template><img src="${at}/template.png"></template><noscript><img src="${at}/noscript.png"></noscript>
<div style="position:fixed;inset:0 0 auto 0;background:#fff">fixed</div>
</body></html>`;
