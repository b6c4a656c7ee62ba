/**
 * A DOUBLE of the `electron` module for tests, not Electron. See README.md beside it for what is real and what stands in.
 * Every export is typed against Electron's own types; a call the product makes and the double lacks fails to compile or throws.
 */
import type * as Electron from 'electron';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { startControl } from './control.ts';
import { dialog, Menu, nativeTheme } from './desktop.ts';
import { ipcMain } from './ipc-main.ts';
import { protocol, session } from './session.ts';
import { utilityProcess } from './utility-process.ts';

export { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, session, utilityProcess };

/** Names the real module has, too: a typo in an export would otherwise go unnoticed. */
export type DoubledName = keyof typeof Electron &
  ('app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'nativeTheme' | 'protocol' | 'session' | 'utilityProcess');

startControl();
