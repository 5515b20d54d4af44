import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder; also for a module that was bundled into node_modules/.cache. */
export const root = nearestPackage(dirname(fileURLToPath(import.meta.url)));

function nearestPackage(folder: string): string {
	if (existsSync(join(folder, 'package-lock.json'))) return folder;
	const above = dirname(folder);
	if (above === folder) throw new Error('no package-lock.json above this module');
	return nearestPackage(above);
}
