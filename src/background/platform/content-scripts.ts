/** In which pages our scripts run: those that the person allowed, but for what they switched off. */
import browser, { type Scripting } from 'webextension-polyfill';
import { isOf, patternOf, siteOf } from '../../shared/site.ts';
import type { PagesPlan } from './platform.ts';

/** Registers our scripts for the sites that the person allowed: none at install. */
export function syncContentScripts(): Promise<void> {
	return inTurn(sync);
}

/** Keeps the plan, for the worker forgets, and follows it, also in the pages of these sites that are open; null: of all. */
export function followPlan(plan: PagesPlan, sites: readonly string[] | null): Promise<void> {
	return inTurn(async () => {
		await browser.storage.local.set({ [KEY]: plan });
		await sync();
		await refresh(plan, (host) => sites?.some((site) => isOf(host, site)) ?? true);
	});
}

/** Pages that are open already get it too: nobody should have to reload after saying yes. */
export function injectIntoOpenPages(origins: readonly string[]): Promise<void> {
	return inTurn(async () => {
		const plan = await currentPlan();
		await each(await tabsOf(origins), ({ id, host }) => (isOn(plan, host) ? inject(id, host, plan) : end(id)));
	});
}

/** Nor do they stay in pages that the person no longer allows. */
export function leaveOtherPages(): Promise<void> {
	return inTurn(async () => {
		const allowed = new Set((await allowedTabs()).map(({ id }) => id));
		await each(
			(await allTabs()).filter(({ id }) => !allowed.has(id)),
			({ id }) => end(id),
		);
	});
}

const KEY = 'pages';
const NOTHING_SET: PagesPlan = { marks: true, off: [], on: [], internal: [], anyway: [] };

/** One after the other: what is decided last is what holds. */
function inTurn(act: () => Promise<void>): Promise<void> {
	const turn = last.then(act);
	last = turn.catch(() => {});
	return turn;
}

/** How it ended is for whoever asked for it. */
let last: Promise<void> = Promise.resolve();

async function currentPlan(): Promise<PagesPlan> {
	return ((await browser.storage.local.get(KEY))[KEY] as PagesPlan | undefined) ?? NOTHING_SET;
}

/** What is looked for does not depend on the plan alone: two tiny scripts tell content.js, before it comes, where more is wanted. */
async function sync(): Promise<void> {
	const { marks, off, on, internal, anyway } = await currentPlan();
	const { origins = [] } = await browser.permissions.getAll();
	const allowed = marks ? origins : [];
	// A pattern covers subdomains: where one of them is on, the judge tells the pages around it that they are off.
	const left = off.filter((site) => !on.some((other) => isOf(other, site)));
	const within = (sites: readonly string[]) => (allowed.length > 0 ? sites.map(patternOf) : []);
	await register({
		id: 'pages',
		matches: allowed,
		excludeMatches: left.map(patternOf),
		js: ['content.js'],
		runAt: 'document_idle',
	});
	await register({
		id: 'internal',
		matches: within(internal),
		js: ['content-internal.js'],
		runAt: 'document_start',
	});
	await register({
		id: 'anyway',
		matches: anyway === 'all' ? allowed : within(anyway),
		js: ['content-anyway.js'],
		runAt: 'document_start',
	});
}

async function register(script: Scripting.RegisteredContentScript): Promise<void> {
	const { scripting } = browser;
	const ids = [script.id];
	const isThere = (await scripting.getRegisteredContentScripts({ ids })).length > 0;
	// Frames without an address of their own (srcdoc, about:blank, blob:) belong to the page that made them.
	const wanted = { ...script, allFrames: true, matchOriginAsFallback: true, persistAcrossSessions: true };
	if (script.matches?.length === 0) {
		if (isThere) await scripting.unregisterContentScripts({ ids });
	} else if (isThere) await scripting.updateContentScripts([wanted]);
	else await scripting.registerContentScripts([wanted]);
}

/** Is anything looked for on pages of this host? The nearest site decides that says something about it. */
function isOn({ marks, off, on }: PagesPlan, host: string): boolean {
	const nearest = (sites: readonly string[]) =>
		sites.reduce((most, site) => (isOf(host, site) ? Math.max(most, site.length) : most), 0);
	return marks && nearest(on) >= nearest(off);
}

interface OpenTab {
	readonly id: number;
	readonly host: string;
}

/** A script that comes anew ends the one that is there: what it finds, it finds by the new rules. */
async function refresh(plan: PagesPlan, isMeant: (host: string) => boolean): Promise<void> {
	await each(
		(await allowedTabs()).filter(({ host }) => isMeant(host)),
		({ id, host }) => (isOn(plan, host) ? inject(id, host, plan) : end(id)),
	);
	if (!plan.marks) await each(await allTabs(), ({ id }) => end(id));
}

async function allowedTabs(): Promise<OpenTab[]> {
	return await tabsOf((await browser.permissions.getAll()).origins ?? []);
}

async function tabsOf(origins: readonly string[]): Promise<OpenTab[]> {
	return origins.length === 0 ? [] : openTabs(await browser.tabs.query({ url: [...origins] }));
}

async function allTabs(): Promise<OpenTab[]> {
	return openTabs(await browser.tabs.query({}));
}

function openTabs(tabs: readonly { readonly id?: number | undefined; readonly url?: string | undefined }[]): OpenTab[] {
	return tabs.flatMap(({ id, url }) => (id === undefined ? [] : [{ id, host: siteOf(url) }]));
}

/** A tab may be closed, or show what no script may touch, by the time its turn comes: that is no failure. */
async function each(tabs: readonly OpenTab[], act: (tab: OpenTab) => Promise<void>): Promise<void> {
	await Promise.allSettled(tabs.map(act));
}

async function inject(tabId: number, host: string, { internal, anyway }: PagesPlan): Promise<void> {
	const target = { tabId, allFrames: true };
	const isIn = (sites: readonly string[]) => sites.some((site) => isOf(host, site));
	const wishes = [isIn(internal), anyway === 'all' || isIn(anyway)];
	await browser.scripting.executeScript({ target, func: setWishes, args: wishes });
	await browser.scripting.executeScript({ target, files: ['content.js'] });
}

/** Runs in the page, before content.js: the same as content-internal.js and content-anyway.js, or as if they had not been. */
function setWishes(internal: boolean, anyway: boolean): void {
	for (const [name, isWished] of Object.entries({ internal, anyway })) {
		const key = Symbol.for(`twinline.${name}`);
		if (isWished) Object.assign(globalThis, { [key]: true });
		else Reflect.deleteProperty(globalThis, key);
	}
}

async function end(tabId: number): Promise<void> {
	const target = { tabId, allFrames: true };
	await browser.tabs.sendMessage(tabId, { off: true });
	await browser.scripting.removeCSS({ target, files: ['marks.css'], origin: 'USER' });
}
