/** A server program that a test can start, kill and start again. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Guarded, spawnGuarded } from '../support/guarded.ts';
import { GiveUp, until } from '../support/until.ts';

export interface Daemon {
	readonly isRunning: boolean;
	/** Resolves when it answers. On the same ports and with the same data as before. */
	start(): Promise<void>;
	/** As a crash: SIGKILL to all its processes; resolves when they are gone. Its sockets are closed by the kernel. */
	kill(): Promise<void>;
	/** As a network that swallows everything: connections stay open, nothing answers, until `thaw`. */
	freeze(): void;
	thaw(): void;
	/** What it wrote so far. */
	log(): string;
}

export interface DaemonPlan {
	readonly name: string;
	readonly folder: string;
	/** Program and arguments; writes its configuration first. */
	prepare(): readonly string[];
	/** Resolves if the server answers on all its ports, rejects if not (yet). */
	answers(): Promise<unknown>;
	/** A line of its log that says it will never get there. */
	readonly hopeless: RegExp;
}

export function daemon(plan: DaemonPlan): Daemon {
	const logFile = join(plan.folder, `${plan.name}.log`);
	let running: Guarded | undefined;
	const log = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
	return {
		get isRunning() {
			return running !== undefined && !running.hasEnded();
		},
		async start() {
			if (running && !running.hasEnded()) throw new Error(`${plan.name} runs already`);
			const before = log().length;
			const started = spawnGuarded(plan.prepare(), { log: logFile, cwd: plan.folder, env: withServerPrograms() });
			running = started;
			try {
				await until(`${plan.name} answers`, () => answersYet(plan, started, log().slice(before)));
			} catch (error) {
				await started.kill();
				throw new Error(`${plan.name} did not start\n${log().slice(before).slice(-2000)}`, { cause: error });
			}
		},
		async kill() {
			await running?.kill();
			running = undefined;
		},
		freeze: () => running?.signal('SIGSTOP'),
		thaw: () => running?.signal('SIGCONT'),
		log,
	};
}

/** Debian leaves the folder where servers are out of the path of everybody but root. */
function withServerPrograms(): NodeJS.ProcessEnv {
	return { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin:/sbin` };
}

async function answersYet(plan: DaemonPlan, started: Guarded, log: string): Promise<boolean> {
	if (started.hasEnded()) throw new GiveUp(new Error(`${plan.name} ended by itself`));
	const hopeless = plan.hopeless.exec(log);
	if (hopeless) throw new GiveUp(new Error(hopeless[0]));
	await plan.answers();
	return true;
}
