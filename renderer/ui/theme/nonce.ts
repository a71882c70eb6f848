/** The nonce of this response, for the style elements made while the page runs (Mantine's, and the scroll lock of its dialogs). */
declare global {
  var __webpack_nonce__: string | undefined;
}

const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');

export const nonce = meta?.nonce ?? '';

globalThis.__webpack_nonce__ = nonce;
