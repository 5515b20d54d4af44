/**
 * What the extension's script does in a page, and how long each time: put before the built script in the same world, it
 * notes every stretch of work as a measure of the page's performance timeline, where the page can read it.
 */
import type { Page } from 'puppeteer-core';
import { until } from '../support/until.ts';

/** A stretch of work of the script, in ms of the page's clock. */
export interface Stretch {
	/** What began it: `idle`, `timer`, `frame`, `mutation`, `answer` of the background, or the name of an event. */
	readonly by: string;
	readonly start: number;
	readonly took: number;
}

/** All since the page was opened, oldest first. */
export async function stretches(page: Page): Promise<Stretch[]> {
	return await page.evaluate((prefix) => {
		const own = performance.getEntriesByType('measure').filter(({ name }) => name.startsWith(prefix));
		return own.map(({ name, startTime, duration }) => ({
			by: name.slice(prefix.length),
			start: startTime,
			took: duration,
		}));
	}, PREFIX);
}

/** In ms. */
export function sumOf(all: readonly Stretch[]): number {
	return all.reduce((sum, { took }) => sum + took, 0);
}

/** Waits until the script has had nothing to do in the page for a while, and is not waiting for an answer. */
export async function untilAtRest(page: Page, timeout = 60_000): Promise<void> {
	const isAtRest = () =>
		page.evaluate(
			(name, quiet) => {
				const [rest] = performance.getEntriesByName(name);
				return rest !== undefined && performance.now() - rest.startTime > quiet;
			},
			`${PREFIX}rest`,
			QUIET,
		);
	await until('the page is looked through', isAtRest, timeout);
}

/** Milliseconds: what the script does later than that, it does from time to time, as long as the page is there. */
const QUIET = 400;

const PREFIX = 'twinline ';

/**
 * The recorder, to be put before a script. With `nothingIsNumber` the background is asked as ever, but judges nothing: all
 * that is found is answered to be none, so that a page with any number of candidates is soon looked through.
 */
export function recorder({ nothingIsNumber = false } = {}): string {
	return `(${record})(${JSON.stringify({ prefix: PREFIX, quiet: QUIET, nothingIsNumber })});\n`;
}

/** Runs in the page, in the extension's world; nothing from outside of it is there. */
function record({ prefix, quiet, nothingIsNumber }: { prefix: string; quiet: number; nothingIsNumber: boolean }): void {
	type Work = (this: unknown, ...given: never[]) => unknown;
	const scope = globalThis as unknown as Record<string, (...given: unknown[]) => unknown>;
	/** Callbacks and answers that are waited for. */
	let awaited = 0;
	let depth = 0;
	let isAtRest = false;

	function note(by: string, start: number): void {
		performance.measure(prefix + by, { start, end: performance.now() });
		if (isAtRest) performance.clearMarks(`${prefix}rest`);
		isAtRest = awaited === 0;
		if (isAtRest) performance.mark(`${prefix}rest`);
	}
	function timed(by: string, work: Work): Work {
		return function (...given) {
			if (depth > 0) return work.apply(this, given);
			const start = performance.now();
			depth++;
			try {
				return work.apply(this, given);
			} finally {
				depth--;
				note(by, start);
			}
		};
	}
	/** What is called once, later, unless it is cancelled by the number that it has. */
	function timeLater(name: string, cancelName: string, by: string): void {
		const [later, cancel] = [scope[name]?.bind(globalThis), scope[cancelName]?.bind(globalThis)];
		if (!later || !cancel) throw new Error(`there is no ${name}`);
		const waiting = new Set<unknown>();
		scope[name] = (work, ...more) => {
			const isSoon = !(Number(more[0]) > quiet);
			const id = later(
				timed(by, (...given) => {
					if (waiting.delete(id)) awaited--;
					return (work as Work)(...given);
				}),
				...more,
			);
			if (isSoon) {
				waiting.add(id);
				awaited++;
			}
			return id;
		};
		scope[cancelName] = (id) => {
			if (waiting.delete(id)) awaited--;
			return cancel(id);
		};
	}
	function timeObserver(): void {
		globalThis.MutationObserver = new Proxy(MutationObserver, {
			construct: (Native, [react]: [Work]) => new Native(timed('mutation', react) as MutationCallback),
		});
	}
	function timeListeners(target: EventTarget): void {
		const add = target.addEventListener.bind(target);
		target.addEventListener = (type: string, react: EventListener, options?: AddEventListenerOptions) =>
			add(type, timed(type, react as Work) as EventListener, options);
	}
	/** From an answer until everything that waits for it has run: that many steps of promises, and all between them. */
	const STEPS = 40;
	async function noteAnswer(start: number): Promise<void> {
		for (let step = 0; step < STEPS; step++) await undefined;
		note('answer', start);
	}
	function timeAnswers(): void {
		const { runtime } = (globalThis as unknown as { chrome: typeof chrome }).chrome;
		const send = runtime.sendMessage.bind(runtime) as (message: object) => Promise<unknown>;
		const wrapped = async (message: { command?: string; input?: { candidates: readonly unknown[] } }) => {
			awaited++;
			try {
				if (!nothingIsNumber || message.command !== 'numbers.judge') return await send(message);
				await send({ ...message, command: 'no such command' });
				return { ok: true, value: { off: false, judged: message.input?.candidates.map(() => []) } };
			} finally {
				awaited--;
				void noteAnswer(performance.now());
			}
		};
		Object.defineProperty(runtime, 'sendMessage', { value: wrapped, configurable: true });
	}

	timeLater('requestIdleCallback', 'cancelIdleCallback', 'idle');
	timeLater('setTimeout', 'clearTimeout', 'timer');
	timeLater('requestAnimationFrame', 'cancelAnimationFrame', 'frame');
	timeObserver();
	timeListeners(window);
	timeListeners(document);
	timeAnswers();
}
