/** Programs that cannot outlive this process: servers and browsers of a test run that crashed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { atProcessEnd } from './process-end.ts';
import { until } from './until.ts';

/**
 * `sh -c GUARD <our pid> program args…`: the program takes the shell's place and leads a process group of its own; a
 * watcher in that group (an orphan, so that the program does not wait for it) kills the group once our pid is gone.
 */
export const GUARD =
	'( (tail --pid="$0" -f /dev/null; kill -KILL 0) </dev/null >/dev/null 2>&1 3<&- 4<&- & ); exec "$@"';

export interface Guarded {
	readonly pid: number;
	hasEnded(): boolean;
	/** Its exit status; null while it runs, and when a signal ended it. */
	status(): number | null;
	/** To the whole group. */
	signal(signal: NodeJS.Signals): void;
	/** SIGKILL to the whole group; resolves when nothing of it lives. */
	kill(): Promise<void>;
}

/** Starts `argv`, with both outputs appended to `log`. Throws when the program cannot be started at all. */
export function spawnGuarded(
	argv: readonly string[],
	options: { readonly log: string; readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Guarded {
	const output = openSync(options.log, 'a');
	const child = spawn('/bin/sh', ['-c', GUARD, String(process.pid), ...argv], {
		cwd: options.cwd,
		env: options.env ?? process.env,
		detached: true,
		stdio: ['ignore', output, output],
	});
	closeSync(output);
	child.unref();
	return guarded(child, argv.join(' '));
}

function guarded(child: ChildProcess, what: string): Guarded {
	const { pid } = child;
	if (pid === undefined) throw new Error(`could not start ${what}`);
	let hasEnded = false;
	const signal = (name: NodeJS.Signals) => {
		if (livingInGroup(pid).length > 0) process.kill(-pid, name);
	};
	const forget = atProcessEnd(() => signal('SIGKILL'));
	child.once('exit', () => {
		hasEnded = true;
		signal('SIGKILL'); // the watcher, and whatever the program left behind
		forget();
	});
	return {
		pid,
		hasEnded: () => hasEnded,
		status: () => child.exitCode,
		signal,
		async kill() {
			signal('SIGKILL');
			await until(`${what} is gone`, () => hasEnded && livingInGroup(pid).length === 0);
		},
	};
}

/** Processes of a group that are no zombies (an orphan's zombie is not ours to reap). */
export function livingInGroup(group: number): number[] {
	return readdirSync('/proc')
		.map(Number)
		.filter((pid) => pid > 0 && isLivingIn(group, pid));
}

function isLivingIn(group: number, pid: number): boolean {
	try {
		// proc(5): pid (comm) state ppid pgrp …; comm may contain anything, so read from its last bracket.
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
		const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return Number(pgrp) === group && state !== 'Z' && state !== 'X';
	} catch {
		return false; // gone while we looked
	}
}
