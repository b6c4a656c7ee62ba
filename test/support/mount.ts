import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** Whether this machine lets a test mount a file system of its own: root on Linux, as in CI. */
export function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const probe = '/tmp/ohada-mount-probe';
  try {
    mkdirSync(probe, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', ['-l', probe]);
    return true;
  } catch {
    return false;
  }
}
