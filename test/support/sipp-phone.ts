/**
 * A telephone that is not ours: sipp (Debian's sip-tester), over UDP, at the SIP server of the tests.
 *
 *     const phone = await sippPhone(servers, 'bob');
 *     await phone.register();
 *     const ringing = await phone.isReady([isInvited, rings, waits, ...refuses(486, 'Busy Here')]);
 *     // … somebody calls bob …
 *     await ringing.goOn();        // past `waits`, as soon as the scenario is there
 *     await ringing.done();        // it went as written, or what sipp says of it
 *     const call = await phone.calls('alice', [invites, receives(200), acknowledges, ...isHungUpOn]);
 *     await phone.end();
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { reservePorts } from '../servers/ports.ts';
import type { Servers } from '../servers/servers.ts';
import { type Guarded, spawnGuarded } from './guarded.ts';
import { registers, type Step, scenario } from './sipp/scenario.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { GiveUp, until } from './until.ts';

interface SippRun {
	/** Lets the scenario go on where it waits; resolves when it has been told, which is when it waits. */
	goOn(): Promise<void>;
	/** Waits until sipp has received a message that begins so. */
	received(begins: string): Promise<void>;
	/** Resolves when the scenario has gone to its end as written; rejects with what sipp says if not. */
	done(): Promise<void>;
}

export interface SippPhone {
	/** With the account's password. */
	register(): Promise<void>;
	unregister(): Promise<void>;
	/** Calls somebody at the server. */
	calls(user: string, steps: readonly Step[]): Promise<SippRun>;
	/** Resolves when it can be called. */
	isReady(steps: readonly Step[]): Promise<SippRun>;
	/** Ends what still runs. */
	end(): Promise<void>;
}

export async function sippPhone(servers: Pick<Servers, 'account' | 'sip'>, name: string): Promise<SippPhone> {
	const { authUser, password } = servers.account(name);
	const ports = await reservePorts();
	const folder = temporaryFolder(`sipp-${name}`);
	const place = { folder: folder.path, name, domain: servers.sip.domain, server: servers.sip.port };
	const port = await ports.next();
	const runs: Run[] = [];
	const run = async (user: string, steps: readonly Step[]) => {
		for (const before of runs) await before.end(); // what a failed test left, on our port
		const started = new Run({ ...place, user, port, control: await ports.next() }, steps);
		runs.push(started);
		return started;
	};
	const register = async (seconds: number) => await (await run(name, registers(authUser, password, seconds))).done();
	return {
		register: () => register(600),
		unregister: () => register(0),
		calls: run,
		async isReady(steps) {
			const started = await run(name, steps);
			await started.listens();
			return started;
		},
		async end() {
			for (const started of runs) await started.end();
			ports.release();
			folder.remove();
		},
	};
}

interface Place {
	readonly folder: string;
	/** The phone's user part, and that of whom it calls. */
	readonly name: string;
	readonly user: string;
	readonly domain: string;
	readonly server: number;
	readonly port: number;
	/** Where sipp listens for being told to go on. */
	readonly control: number;
}

class Run implements SippRun {
	readonly #process: Guarded;
	readonly #place: Place;
	readonly #file: (name: string) => string;
	#teller: Socket | undefined;
	#told = 0;

	constructor(place: Place, steps: readonly Step[]) {
		const { folder, name, user, domain, server, port, control } = place;
		const id = randomUUID();
		this.#place = place;
		this.#file = (part) => join(folder, `${id}-${part}`);
		writeFileSync(this.#file('scenario.xml'), scenario(steps));
		const isTold = steps.some((step) => step.includes('<recvCmd'));
		const argv = [
			...['sipp', `127.0.0.1:${server}`, '-sf', this.#file('scenario.xml')],
			...['-i', '127.0.0.1', '-bind_local', '-p', String(port), '-nostdin', '-skip_rlimit'],
			...['-m', '1', '-cid_str', id, '-s', user, '-key', 'phone', name, '-key', 'domain', domain],
			...(isTold ? ['-3pcc', `127.0.0.1:${control}`] : []),
			...['-trace_msg', '-message_file', this.#file('messages')],
			...['-trace_logs', '-log_file', this.#file('waits')],
			...['-trace_err', '-error_file', this.#file('errors')],
		];
		const env = { ...process.env, TERM: 'dumb' };
		this.#process = spawnGuarded(argv, { log: this.#file('screen'), cwd: folder, env });
	}

	async listens(): Promise<void> {
		const wanted = `:${this.#place.port.toString(16).toUpperCase().padStart(4, '0')} `;
		await this.#until('sipp listens', () => readFileSync('/proc/net/udp', 'latin1').includes(wanted));
	}

	async goOn(): Promise<void> {
		const call = await this.#until('the scenario waits', () => {
			const waits = [...this.#read('waits').matchAll(/waits in (\S+)/g)];
			return waits[this.#told]?.[1];
		});
		this.#told++;
		this.#teller ??= await connected(this.#place.control);
		this.#teller.write(`Call-ID: ${call}\r\n\r\n\x1b`);
	}

	async received(begins: string): Promise<void> {
		const pattern = new RegExp(`message received [^\\n]*\\n\\n${begins}`);
		await this.#until(`sipp receives ${begins}`, () => pattern.test(this.#read('messages')));
	}

	async done(): Promise<void> {
		await until('the scenario is at its end', () => this.#process.hasEnded(), 30_000).catch((cause) => {
			throw this.#failure('did not come to its end', cause);
		});
		this.#teller?.destroy();
		if (this.#process.status() !== 0) throw this.#failure(`ended with ${this.#process.status()}`);
	}

	async end(): Promise<void> {
		this.#teller?.destroy();
		await this.#process.kill();
	}

	/** Fails when sipp ends before that. */
	async #until<Found>(what: string, look: () => Found): Promise<NonNullable<Found>> {
		const found = await until(what, () => {
			const seen = look();
			if (!seen && this.#process.hasEnded()) throw new GiveUp(this.#failure(`ended before ${what}`));
			return seen;
		}).catch((cause) => {
			throw this.#failure(`waited in vain: ${what}`, cause);
		});
		return found as NonNullable<Found>;
	}

	#failure(what: string, cause?: unknown): Error {
		const parts = ['errors', 'messages', 'screen'].map((part) => this.#read(part).slice(-6000));
		return new Error(`sipp ${what}\n${parts.join('\n')}`, { cause });
	}

	#read(part: string): string {
		return existsSync(this.#file(part)) ? readFileSync(this.#file(part), 'utf8') : '';
	}
}

async function connected(port: number): Promise<Socket> {
	const socket = connect(port, '127.0.0.1');
	await once(socket, 'connect');
	return socket;
}
