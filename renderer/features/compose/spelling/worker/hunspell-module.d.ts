/** Emscripten's start of the module that hunspell-wasm ships, whose own types know no options. */
declare module 'hunspell-wasm/wasm/hunspell.js' {
  export default function initialise(options: {
    readonly wasmBinary: ArrayBuffer | Uint8Array;
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }): Promise<object>;
}
