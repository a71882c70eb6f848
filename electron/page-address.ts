/** Where the program's own page lives. In a file of its own: the window is opened before the contract is loaded. */

/** The page's origin; nothing else may call. */
export const PAGE_ORIGIN = 'app://facteur';
