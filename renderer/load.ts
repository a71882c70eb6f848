/** Loads the page when the early window is on the screen and takes keys: the page's scripts hold this thread for a while. */
requestAnimationFrame(() => setTimeout(() => void import('./main.tsx')));
