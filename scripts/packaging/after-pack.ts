import { join } from 'node:path';
import { Arch } from 'electron-builder';
import type { AfterPackContext } from 'electron-builder';
import { checkPackage } from './check-package.ts';
import type { NativeTarget } from './native-file.ts';

/** electron-builder's hook: no installer is made of an application that could not load its native code or find its data. */
export default function afterPack({ appOutDir, arch, electronPlatformName, packager }: AfterPackContext): void {
  const resources =
    electronPlatformName === 'darwin'
      ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : join(appOutDir, 'resources');
  const platform = electronPlatformName as NativeTarget['platform'];
  const problems = checkPackage(resources, { platform, arch: Arch[arch] });
  if (problems.length > 0) throw new Error(`The package is not sound:\n- ${problems.join('\n- ')}`);
}
