/** The numbers and addresses of the page in front, as its scripts have found them, and whether they may. */
import { siteOf } from '../shared/site.ts';
import { extension } from './browser.ts';

/** A number or address on the page. */
export interface PageNumber {
	readonly target: string;
	/** As it stands there. */
	readonly raw: string;
	/** Words before and after it. */
	readonly around: string;
	/** Host name of the frame that it is in, where that is another site's; else empty. */
	readonly frame: string;
}

export interface PageLook {
	readonly tab: number;
	/** Host name; empty where the page is none of the web, or may not be known. */
	readonly site: string;
	/** May our scripts run there? */
	readonly isAllowed: boolean;
	/** Does it ask not to have its numbers found (`<meta name="format-detection" content="telephone=no">`)? */
	readonly asksNot: boolean;
	/** The page's language, BCP 47; empty if it does not say. */
	readonly language: string;
	/** Each number once for each frame's site, in the order of the page. */
	readonly numbers: readonly PageNumber[];
}

/** Looks at the page in front of the window that this view belongs to. Undefined where there is none. */
export async function lookAtPage(): Promise<PageLook | undefined> {
	const { tabs, permissions } = extension();
	const [tab] = await tabs.query({ active: true, currentWindow: true });
	if (tab?.id === undefined) return undefined;
	const site = siteOf(tab.url);
	const isAllowed = site !== '' && (await permissions.contains({ origins: [`*://${site}/*`] }));
	const frames = await lookIntoFrames(tab.id);
	const top = frames.find(({ isTop }) => isTop);
	const numbers = frames.flatMap(({ host, found }) =>
		found.map((one) => ({ ...one, frame: host === site ? '' : host })),
	);
	return {
		tab: tab.id,
		site,
		isAllowed,
		asksNot: top?.asksNot ?? false,
		language: top?.language ?? '',
		numbers: onceEach(numbers),
	};
}

/** Looks through this one page, its own frames too, until it is left: the click on our button in the toolbar allows that much. */
export async function lookOnce(tabId: number): Promise<void> {
	await extension().scripting.executeScript({ target: { tabId, allFrames: true }, files: ['content.js'] });
}

type Frame = Awaited<ReturnType<typeof inFrame>>;

/** Nothing from frames that we may not look into, and from pages that none may, as the browser's own. */
async function lookIntoFrames(tabId: number): Promise<readonly Frame[]> {
	try {
		const target = { tabId, allFrames: true };
		const frames = await extension().scripting.executeScript({ target, func: inFrame, injectImmediately: true });
		return frames.flatMap(({ result }) => (result ? [result as Frame] : []));
	} catch {
		return [];
	}
}

/** Runs in each frame of the page, in the world of our scripts. */
async function inFrame() {
	/** More than anybody reads. */
	const most = 5000;
	const slot = (globalThis as { [key: symbol]: unknown })[Symbol.for('twinline')] as
		| { load(): Promise<{ list(): readonly { target: string; raw: string; around: string }[] } | undefined> }
		| undefined;
	const meta = document.querySelector('meta[name="format-detection" i]')?.getAttribute('content') ?? '';
	return {
		isTop: window === window.top,
		host: location.hostname,
		asksNot: /telephone\s*=\s*no/i.test(meta),
		language: document.documentElement.lang,
		found: ((await slot?.load())?.list() ?? []).slice(0, most),
	};
}

function onceEach(numbers: readonly PageNumber[]): PageNumber[] {
	const known = new Map<string, PageNumber>();
	for (const number of numbers) {
		const key = keyOf(number);
		if (!known.has(key)) known.set(key, number);
	}
	return [...known.values()];
}

/** What tells a number of the page from all others. */
export function keyOf({ target, frame }: PageNumber): string {
	return `${target} ${frame}`;
}
