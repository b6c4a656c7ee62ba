/** A name no other page of this engine has: two browser tabs may ask at the same time. */
export function newPageName(): string {
  return `page-${Date.now().toString(36)}-${Math.floor(Math.random() * 36 ** 6).toString(36)}`;
}
