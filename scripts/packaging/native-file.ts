import { closeSync, openSync, readSync } from 'node:fs';

/** What a native binary was built for, in Node's words. */
export interface NativeTarget {
  platform: 'linux' | 'darwin' | 'win32';
  arch: string;
}

const ELF_MACHINES: Record<number, string> = { 0x3e: 'x64', 0xb7: 'arm64' };
const PE_MACHINES: Record<number, string> = { 0x8664: 'x64', 0xaa64: 'arm64' };
const MACH_CPUS: Record<number, string> = { 0x01000007: 'x64', 0x0100000c: 'arm64' };
const MACH_64_BIT = 0xfeedfacf;

/** Reads the target from a file's header; null when it is no native binary of a kind we ship. */
export function nativeTarget(path: string): NativeTarget | null {
  const head = firstBytes(path, 4096);
  if (head.length < 64) return null;
  if (head.readUInt32BE(0) === 0x7f454c46) return { platform: 'linux', arch: ELF_MACHINES[head.readUInt16LE(18)] ?? 'unknown' };
  if (head.readUInt32LE(0) === MACH_64_BIT) return { platform: 'darwin', arch: MACH_CPUS[head.readUInt32LE(4)] ?? 'unknown' };
  return head.toString('latin1', 0, 2) === 'MZ' ? windowsTarget(head) : null;
}

/** The offset of the PE header stands at byte 60 of the DOS header. */
function windowsTarget(head: Buffer): NativeTarget | null {
  const at = head.readUInt32LE(60);
  if (at + 6 > head.length || head.toString('latin1', at, at + 2) !== 'PE') return null;
  return { platform: 'win32', arch: PE_MACHINES[head.readUInt16LE(at + 4)] ?? 'unknown' };
}

function firstBytes(path: string, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(file, buffer, 0, length, 0));
  } finally {
    closeSync(file);
  }
}
