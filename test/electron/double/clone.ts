/** Copies a value as Electron's IPC does: structured clone, with Electron's own message when it cannot be done. */
export function cloneForIpc<T>(value: T): T {
  try {
    return structuredClone(value);
  } catch {
    throw new TypeError('An object could not be cloned.');
  }
}
