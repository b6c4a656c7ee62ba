import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { LABELS } from './menu-labels.fr.ts';

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** Installs the application menu. Roles bring each system's own accelerators and behaviour; only the words are ours. */
export function setupMenu(): void {
  app.setAboutPanelOptions({ applicationName: LABELS.appName, applicationVersion: app.getVersion() });
  const mac = process.platform === 'darwin';
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(mac, !app.isPackaged)));
}

/** The menu as data, for a Mac or another system, with or without the developer's items. */
export function menuTemplate(mac: boolean, development: boolean): MenuItemConstructorOptions[] {
  return [
    ...(mac ? [macAppMenu()] : []),
    { label: LABELS.file, submenu: mac ? [item('close')] : [item('close'), SEPARATOR, item('quit')] },
    { label: LABELS.edit, submenu: editItems() },
    { label: LABELS.view, submenu: viewItems(development) },
    { label: LABELS.window, role: 'window', submenu: [item('minimize'), ...(mac ? [item('front')] : [])] },
    { label: LABELS.help, role: 'help', submenu: mac ? [] : [item('about')] },
  ];
}

function macAppMenu(): MenuItemConstructorOptions {
  return {
    label: LABELS.appName,
    submenu: [
      item('about'),
      SEPARATOR,
      item('services'),
      SEPARATOR,
      item('hide'),
      item('hideOthers'),
      item('unhide'),
      SEPARATOR,
      item('quit'),
    ],
  };
}

function editItems(): MenuItemConstructorOptions[] {
  return [item('undo'), item('redo'), SEPARATOR, item('cut'), item('copy'), item('paste'), item('selectAll')];
}

function viewItems(development: boolean): MenuItemConstructorOptions[] {
  const developer: MenuItemConstructorOptions[] = [item('reload'), { role: 'toggleDevTools', label: LABELS.devTools }, SEPARATOR];
  return [
    ...(development ? developer : []),
    item('resetZoom'),
    item('zoomIn'),
    item('zoomOut'),
    SEPARATOR,
    { role: 'togglefullscreen', label: LABELS.fullScreen },
  ];
}

type LabelledRole = NonNullable<MenuItemConstructorOptions['role']> & keyof typeof LABELS;

function item(role: LabelledRole): MenuItemConstructorOptions {
  return { role, label: LABELS[role] };
}
