import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Of TCP in /proc/net: waiting for connections. */
const LISTEN = '0A';
/** Flag of a Unix socket in /proc/net/unix: waiting for connections. */
const ACCEPTS = 0x10000;

/** What a process lets others reach it by: TCP and Unix sockets that listen, UDP sockets that are bound. Linux only. */
export function listeningSockets(pid: number): string[] {
  const open = socketsOf(pid);
  return [...tcp(), ...udp(), ...unix()].filter(({ inode }) => open.has(inode)).map(({ name }) => name);
}

interface Socket {
  inode: string;
  name: string;
}

function socketsOf(pid: number): Set<string> {
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return ''; // closed meanwhile
    }
  });
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}

/** The lines of a table of sockets, cut into columns, without the heading. */
const table = (name: string): string[][] => {
  const lines = readFileSync(`/proc/net/${name}`, 'utf8').trimEnd().split('\n').slice(1);
  return lines.map((line) => line.trim().split(/\s+/));
};

const internet = (name: string): (Socket & { state: string | undefined })[] =>
  table(name).map(({ 1: local = '', 3: state, 9: inode = '' }) => ({ inode, name: `${name} ${local}`, state }));

const tcp = (): Socket[] => ['tcp', 'tcp6'].flatMap(internet).filter(({ state }) => state === LISTEN);
const udp = (): Socket[] => ['udp', 'udp6'].flatMap(internet);

const unix = (): Socket[] =>
  table('unix')
    .filter(({ 3: flags = '0' }) => (Number.parseInt(flags, 16) & ACCEPTS) !== 0)
    .map(({ 6: inode = '', 7: path = '' }) => ({ inode, name: `unix ${path}` }));
