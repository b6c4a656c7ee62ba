import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs a Debian package for the tests when we may (root on Debian); false when we may not or it failed. */
export function installDebianPackage(name: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  console.error(`Installation de ${name} pour les tests (apt-get)…`);
  try {
    const apt = (...args: string[]): unknown =>
      execFileSync('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', name);
    return true;
  } catch {
    return false;
  }
}
