/**
 * The application's menu: the contract's commands by group, the usual roles of editing and zoom, in the user's language. A command is
 * sent to the window in front; what it does is the page's matter. The page answers the shortcuts itself: here they are only shown.
 */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { CommandId } from '#core/contract/app.ts';
import { commands } from '#core/contract/commands.ts';
import type { Words } from './host/words.ts';

export interface MenuActions {
  run(command: CommandId): void;
  newWindow(): void;
}

/** What the menu depends on beside the language. */
export interface MenuState {
  readonly allPaused: boolean;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };
const isMac = process.platform === 'darwin';

export function setMenu(t: Words, { allPaused }: MenuState, actions: MenuActions): void {
  const command = (id: CommandId): Item => commandItem(id, t, actions);
  const settings = command('go-settings');
  const quit: Item = { role: 'quit', label: t('app.menu.quit') };
  const file: Item[] = [
    command('compose'),
    { label: t('app.menu.newWindow'), click: () => actions.newWindow() },
    separator,
    command('open-file'),
    command('open-pasted'),
    command('save-eml'),
    command('save-pdf'),
    command('print'),
    command('templates'),
    command('close-tab'),
    ...(isMac ? [] : [separator, settings, separator, quit]),
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [macMenu(t, settings, quit)] : []),
      { label: t('app.menu.file'), submenu: file },
      { label: t('app.menu.edit'), submenu: editItems(t) },
      {
        label: t('app.menu.message'),
        submenu: [
          command('send'),
          command('send-later'),
          ...(allPaused ? [command('resume-all')] : [command('send-all-now'), command('pause-all')]),
          separator,
          command('toggle-slip'),
          command('sending-options'),
          command('preview'),
          command('draft-versions'),
          command('writing-mode'),
          command('emoji'),
          separator,
          command('edit-as-new'),
          command('send-again'),
          command('forward-as-attachment'),
          command('attach-folder'),
          separator,
          command('copy-tab'),
          command('save-report'),
          command('save-findings'),
          separator,
          command('guide'),
        ],
      },
      { label: t('app.menu.go'), submenu: goItems(command) },
      {
        label: t('app.menu.accounts'),
        submenu: [command('add-account'), command('test-account'), command('transfer-accounts')],
      },
      { label: t('app.menu.view'), submenu: viewItems(t, command) },
      ...(isMac ? [macWindowMenu(t)] : []),
    ]),
  );
}

function commandItem(id: CommandId, t: Words, actions: MenuActions): Item {
  const { keys } = commands[id];
  return {
    id,
    label: t(`app.command.${id}`),
    click: () => actions.run(id),
    ...(keys === null
      ? {}
      : { accelerator: keys.replace('Mod', 'CommandOrControl'), registerAccelerator: false }),
  };
}

function editItems(t: Words): Item[] {
  return [
    { role: 'undo', label: t('app.menu.undo') },
    { role: 'redo', label: t('app.menu.redo') },
    separator,
    { role: 'cut', label: t('app.menu.cut') },
    { role: 'copy', label: t('app.menu.copy') },
    { role: 'paste', label: t('app.menu.paste') },
    { role: 'selectAll', label: t('app.menu.selectAll') },
  ];
}

const places = ['go-drafts', 'go-outbox', 'go-sent', 'go-lens', 'go-accounts', 'go-contacts'] as const;

function goItems(command: (id: CommandId) => Item): Item[] {
  return [...places.map(command), separator, command('previous-column'), command('next-column')];
}

function viewItems(t: Words, command: (id: CommandId) => Item): Item[] {
  return [
    command('palette'),
    separator,
    { role: 'resetZoom', label: t('app.menu.zoomReset') },
    { role: 'zoomIn', label: t('app.menu.zoomIn') },
    { role: 'zoomOut', label: t('app.menu.zoomOut') },
    separator,
    { role: 'togglefullscreen', label: t('app.menu.fullScreen') },
    separator,
    command('rebuild-index'),
    ...(app.isPackaged ? [] : developerItems(t)),
  ];
}

/** What is installed has no developer tools. */
function developerItems(t: Words): Item[] {
  return [
    separator,
    { role: 'reload', label: t('app.menu.reload') },
    { role: 'toggleDevTools', label: t('app.menu.developer') },
  ];
}

function macMenu(t: Words, settings: Item, quit: Item): Item {
  return {
    label: app.name,
    submenu: [
      { role: 'about', label: t('app.menu.about') },
      separator,
      settings,
      separator,
      { role: 'hide', label: t('app.menu.hide') },
      { role: 'hideOthers', label: t('app.menu.hideOthers') },
      { role: 'unhide', label: t('app.menu.showAll') },
      separator,
      quit,
    ],
  };
}

function macWindowMenu(t: Words): Item {
  return {
    label: t('app.menu.window'),
    role: 'windowMenu',
    submenu: [
      { role: 'minimize', label: t('app.menu.minimize') },
      { role: 'zoom' },
      separator,
      { role: 'front' },
    ],
  };
}
