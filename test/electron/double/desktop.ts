import type * as Electron from 'electron';

let applicationMenu: Electron.MenuItemConstructorOptions[] = [];

/** The menu as it was last installed, for the tests. */
export const installedMenu = (): Electron.MenuItemConstructorOptions[] => applicationMenu;

/** Stand-in for `electron.Menu`: keeps the template; drawing it is the system's business. */
export const Menu = {
  buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Electron.Menu {
    for (const item of template) checkItem(item);
    // The product only passes a menu on to setApplicationMenu, so the template may travel as one.
    return { template } as unknown as Electron.Menu;
  },
  setApplicationMenu(menu: Electron.Menu | null): void {
    applicationMenu = (menu as { template?: Electron.MenuItemConstructorOptions[] } | null)?.template ?? [];
  },
} satisfies Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>;

/** Electron refuses an item that has nothing to show. */
function checkItem(item: Electron.MenuItemConstructorOptions): void {
  if (item.type !== 'separator' && item.label === undefined && item.role === undefined) {
    throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
  }
  if (Array.isArray(item.submenu)) for (const child of item.submenu) checkItem(child);
}

/** Stand-in for `electron.dialog`: what a user would read goes to stderr. */
export const dialog = {
  showErrorBox(title: string, content: string): void {
    console.error(`[dialog] ${title}: ${content}`);
  },
} satisfies Pick<Electron.Dialog, 'showErrorBox'>;

/** Stand-in for `electron.nativeTheme`. */
export const nativeTheme = { shouldUseDarkColors: false } satisfies Pick<Electron.NativeTheme, 'shouldUseDarkColors'>;
