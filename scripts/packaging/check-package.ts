import { existsSync, globSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listPackage } from '@electron/asar';
import { DEFAULT_MODEL } from '../../core/default-model.ts';
import { nativeTarget } from './native-file.ts';
import type { NativeTarget } from './native-file.ts';

/** Native code the application loads, by the file every installation must have. */
const REQUIRED_NATIVE = {
  'SQLite (better-sqlite3)': /better-sqlite3\/prebuilds\/[^/]+\.node$/,
  'vector index (hnswlib-node)': /hnswlib-node\/build\/Release\/addon\.node$/,
  'ONNX Runtime (binding)': /onnxruntime-node\/bin\/.*onnxruntime_binding\.node$/,
  'ONNX Runtime (library)': /onnxruntime-node\/bin\/.*(libonnxruntime\.[^/]*|onnxruntime\.dll)$/,
};

const REQUIRED_DATA = [
  'concurrency.yaml',
  'index/manifest.json',
  'index/ohada.sqlite',
  'index/vectors.hnsw',
  `models/${DEFAULT_MODEL}/model-card.json`,
  `models/${DEFAULT_MODEL}/tokenizer.json`,
];

/** What text needs nothing of, and what belongs to development. */
const UNWANTED =
  /node_modules\/(@img|onnxruntime-web|electron|playwright-core|adm-zip|global-agent)\/|\.(map|d\.ts)$|\/obj\.target\//;

/**
 * Looks at a packed application before an installer is made of it. `resources` is its resources folder. Returns sentences
 * about what is missing or too much; none when the package is sound.
 */
export function checkPackage(resources: string, target: NativeTarget): string[] {
  const natives = nativeFiles(resources);
  const isOurs = ({ built }: NativeFile): boolean => built.platform === target.platform && built.arch === target.arch;
  const problems = natives
    .filter((native) => !isOurs(native))
    .map(({ path, built }) => `${path} is for ${built.platform}-${built.arch}, not ${target.platform}-${target.arch}`);
  for (const [name, pattern] of Object.entries(REQUIRED_NATIVE))
    if (!natives.some((native) => isOurs(native) && pattern.test(native.path))) problems.push(`${name} is missing`);
  for (const file of REQUIRED_DATA) if (!hasContent(join(resources, file))) problems.push(`${file} is missing or empty`);
  const asar = join(resources, 'app.asar');
  if (!existsSync(asar)) return [...problems, 'app.asar is missing'];
  const packed = listPackage(asar, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  problems.push(...packed.filter((path) => UNWANTED.test(path)).map((path) => `${path} does not belong into the application`));
  return problems;
}

interface NativeFile {
  path: string;
  built: NativeTarget;
}

/** Every native binary outside the archive; inside it none could be loaded. */
function nativeFiles(resources: string): NativeFile[] {
  const files = globSync('**/*', { cwd: resources, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const file = join(entry.parentPath, entry.name);
    const built = basename(file) === 'app.asar' ? null : nativeTarget(file);
    return built ? [{ path: file.slice(resources.length + 1).replaceAll('\\', '/'), built }] : [];
  });
}

const hasContent = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
