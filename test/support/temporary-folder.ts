/** A folder in the system's temporary folder that goes with this process, however the process ends. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atProcessEnd } from './process-end.ts';

export interface TemporaryFolder {
	readonly path: string;
	remove(): void;
}

/** Makes `twinline-<name>-…`; it is removed by `remove`, at exit, on a signal, and a few seconds after a crash. */
export function temporaryFolder(name: string): TemporaryFolder {
	const path = mkdtempSync(join(tmpdir(), `twinline-${name}-`));
	// Outlives this process: removes the folder when everything that writes in it has been killed (see `guarded.ts`).
	const sweeper = spawn(
		'/bin/sh',
		['-c', 'tail --pid="$0" -f /dev/null; sleep 3; rm -rf "$1"', String(process.pid), path],
		{
			detached: true,
			stdio: 'ignore',
		},
	);
	sweeper.unref();
	const remove = () => {
		forget();
		rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
		if (sweeper.pid !== undefined) killGroup(sweeper.pid);
	};
	const forget = atProcessEnd(remove);
	return { path, remove };
}

function killGroup(leader: number): void {
	try {
		process.kill(-leader, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
