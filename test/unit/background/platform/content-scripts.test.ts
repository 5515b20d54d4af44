import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PagesPlan } from '../../../../src/background/platform/platform.ts';

interface Script {
	readonly id: string;
	readonly matches: readonly string[];
	readonly excludeMatches?: readonly string[];
	readonly js: readonly string[];
	readonly runAt: string;
}

/** A browser with tabs, of which it tells the addresses and lets in only where an origin is granted. */
const world = {
	origins: [] as string[],
	tabs: [] as { id: number; url: string }[],
	stored: {} as Record<string, unknown>,
	scripts: new Map<string, Script>(),
	/** What happened in each tab, by its id. */
	did: [] as string[],
	/** What the next writing to storage waits for. */
	writing: Promise.resolve(),
};
const register = async (scripts: Script[]) => {
	for (const script of scripts) world.scripts.set(script.id, script);
};

vi.mock('webextension-polyfill', () => ({
	default: {
		storage: {
			local: {
				get: async (key: string) => ({ [key]: world.stored[key] }),
				async set(items: object) {
					const { writing } = world;
					world.writing = Promise.resolve();
					await writing;
					Object.assign(world.stored, items);
				},
			},
		},
		permissions: { getAll: async () => ({ origins: world.origins }) },
		scripting: {
			getRegisteredContentScripts: async ({ ids }: { ids: string[] }) =>
				ids.flatMap((id) => world.scripts.get(id) ?? []),
			registerContentScripts: register,
			updateContentScripts: register,
			unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
				for (const id of ids) world.scripts.delete(id);
			},
			async executeScript({ target, files, args }: { target: { tabId: number }; files?: string[]; args?: unknown[] }) {
				world.did.push(`${target.tabId} ${files?.join() ?? `wishes ${args?.join()}`}`);
			},
			removeCSS: async ({ target }: { target: { tabId: number } }) => void world.did.push(`${target.tabId} no style`),
		},
		tabs: {
			query: async ({ url }: { url?: string[] }) => {
				if (!url) return world.tabs;
				const hosts = url.map((pattern) => pattern.replace('*://', '').replace('/*', '').replace('*.', ''));
				return world.tabs.filter((tab) =>
					hosts.some((host) => host === '*' || new URL(tab.url).hostname.endsWith(host)),
				);
			},
			async sendMessage(id: number, message: object) {
				world.did.push(`${id} ${JSON.stringify(message)}`);
			},
		},
	},
}));
const { followPlan, injectIntoOpenPages, leaveOtherPages, syncContentScripts } = await import(
	'../../../../src/background/platform/content-scripts.ts'
);

const PLAN: PagesPlan = { marks: true, off: [], on: [], internal: [], anyway: [] };
const plan = (changes: Partial<PagesPlan>): PagesPlan => ({ ...PLAN, ...changes });
const ended = (id: number) => [`${id} {"off":true}`, `${id} no style`];
const begun = (id: number, wishes = 'false,false') => [`${id} wishes ${wishes}`, `${id} content.js`];

beforeEach(() => {
	world.origins = ['*://*/*'];
	world.tabs = [
		{ id: 1, url: 'https://www.shop.example/' },
		{ id: 2, url: 'https://news.example/' },
	];
	world.stored = {};
	world.scripts.clear();
	world.did = [];
});

describe('where our scripts are registered', () => {
	test('nowhere as long as nothing is allowed, and no longer when nothing is any more', async () => {
		world.origins = [];
		await syncContentScripts();
		expect(world.scripts.size).toBe(0);
		world.origins = ['*://*.shop.example/*'];
		await syncContentScripts();
		expect(world.scripts.get('pages')).toMatchObject({ matches: world.origins, js: ['content.js'] });
		world.origins = [];
		await syncContentScripts();
		expect(world.scripts.size).toBe(0);
	});

	test('not on sites that are off, also after the worker has forgotten', async () => {
		await followPlan(plan({ off: ['shop.example', 'localhost'] }), []);
		await syncContentScripts();
		expect(world.scripts.get('pages')?.excludeMatches).toEqual(['*://*.shop.example/*', '*://localhost/*']);
	});

	test('on a site with a part of it on, for the judge to tell', async () => {
		await followPlan(plan({ off: ['shop.example'], on: ['wiki.shop.example'] }), []);
		expect(world.scripts.get('pages')?.excludeMatches).toEqual([]);
	});

	test('nowhere when all is off', async () => {
		await followPlan(PLAN, []);
		await followPlan(plan({ marks: false, internal: ['shop.example'], anyway: 'all' }), []);
		expect(world.scripts.size).toBe(0);
	});

	test('with what a site wants beyond the usual, before the script itself', async () => {
		await followPlan(plan({ internal: ['intranet.example'], anyway: ['shop.example'] }), []);
		const wish = { runAt: 'document_start' };
		expect(world.scripts.get('internal')).toMatchObject({ ...wish, matches: ['*://*.intranet.example/*'] });
		expect(world.scripts.get('anyway')).toMatchObject({ ...wish, matches: ['*://*.shop.example/*'] });
		expect(world.scripts.get('pages')?.runAt).toBe('document_idle');
	});
});

describe('pages that are open', () => {
	test('those of a site that goes off are left, others are not touched', async () => {
		await followPlan(plan({ off: ['shop.example'] }), ['shop.example']);
		expect(world.did).toEqual(ended(1));
	});

	test('those of a site that is on again, or has other rules, begin anew', async () => {
		await followPlan(plan({ internal: ['shop.example'] }), ['shop.example']);
		expect(world.did).toEqual(begun(1, 'true,false'));
	});

	test('a part of a site that is off may be on', async () => {
		world.tabs = [
			{ id: 1, url: 'https://shop.example/' },
			{ id: 2, url: 'https://wiki.shop.example/' },
		];
		await followPlan(plan({ off: ['shop.example'], on: ['wiki.shop.example'] }), ['shop.example']);
		expect(world.did.filter((what) => what.startsWith('1'))).toEqual(ended(1));
		expect(world.did.filter((what) => what.startsWith('2'))).toEqual(begun(2));
	});

	test('all are left when all is off', async () => {
		await followPlan(plan({ marks: false }), null);
		for (const id of [1, 2]) expect(world.did).toEqual(expect.arrayContaining(ended(id)));
		expect(world.did.some((what) => what.includes('content.js'))).toBe(false);
	});

	test('a new plan for no site touches none', async () => {
		await followPlan(plan({ off: ['shop.example'] }), []);
		expect(world.did).toEqual([]);
	});

	test('what is allowed now is looked at, unless it is off', async () => {
		await followPlan(plan({ off: ['news.example'] }), []);
		await injectIntoOpenPages(['*://*/*']);
		expect(world.did.filter((what) => what.startsWith('1'))).toEqual(begun(1));
		expect(world.did.filter((what) => what.startsWith('2'))).toEqual(ended(2));
	});

	test('what is no longer allowed is left, and what is still allowed stays', async () => {
		world.origins = ['*://*.shop.example/*'];
		await leaveOtherPages();
		expect(world.did).toEqual(ended(2));
	});

	test('one after the other: the last plan is the one that holds', async () => {
		world.writing = new Promise((resolve) => setTimeout(resolve));
		await Promise.all([followPlan(plan({ off: ['a.example'] }), []), followPlan(plan({ off: ['b.example'] }), [])]);
		expect(world.scripts.get('pages')?.excludeMatches).toEqual(['*://*.b.example/*']);
	});
});
