/** Where the focus goes after something was done to an attached file. The menu has its button's id for itself. */
export const toFileMenu = (id: string): void =>
  void requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-file-menu="${id}"]`)?.focus());
