/** What WebDriver BiDi does not offer by itself: scripts in Firefox's own windows, and extension pages that are no tabs. */
import type { Browser, Page } from 'puppeteer-core';

export const ADD_ON = 'twinline@twinline.example';
/** In the browser's chrome scope: the window with the tabs and the toolbar. That of a call is a browser's window too. */
export const WINDOW = "[...Services.wm.getEnumerator('navigator:browser')].find(({ toolbar }) => toolbar.visible)";

/** Runs an expression in the browser's chrome scope (`--remote-allow-system-access`); resolves to a string. */
export async function inChrome(browser: Browser, expression: string): Promise<string> {
	const connection = connectionOf(browser);
	const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
	const { contexts } = tree.result as { contexts: readonly { readonly context: string }[] };
	const [window] = contexts;
	if (!window) throw new Error('Firefox has no window');
	const target = { context: window.context };
	const { result } = await connection.send('script.evaluate', { expression, target, awaitPromise: true });
	const evaluated = result as Evaluated;
	if (evaluated.type === 'exception') throw new Error(`in Firefox: ${evaluated.exceptionDetails.text}`);
	return evaluated.result.value ?? '';
}

/** Installs an .xpi for good, as a person does (unsigned: ESR allows that by a preference); not as a temporary add-on. */
export async function installForGood(browser: Browser, archive: string): Promise<void> {
	const extensionData = { type: 'archivePath', path: archive };
	await connectionOf(browser).send('webExtension.install', { extensionData, 'moz:permanent': true });
}

/**
 * BiDi knows a page by a key of its `<browser>` element, and only tabs have one. This gives one to the extension's event
 * page and popup as well, so that they are pages like any other to puppeteer. Keyed by what is shown, as Firefox moves
 * a popup from one element to another. Only the remote agent is changed, nothing that the extension sees.
 */
export async function revealExtensionPages(browser: Browser): Promise<void> {
	await inChrome(
		browser,
		`(() => {
			const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
			const idOf = NavigableManager.getIdForBrowser.bind(NavigableManager);
			const browserOf = NavigableManager.getBrowserById.bind(NavigableManager);
			const keys = new WeakMap();
			const isOfExtension = (element) =>
				element?.hasAttribute?.('webextension-view-type') || element?.classList?.contains('webextension-popup-browser');
			NavigableManager.getIdForBrowser = (element) => {
				const shown = isOfExtension(element) && element.browsingContext;
				if (shown) {
					if (!keys.has(shown)) keys.set(shown, {});
					element.permanentKey = keys.get(shown);
				}
				return idOf(element);
			};
			NavigableManager.getBrowserById = (id) => {
				const views = [...(WebExtensionPolicy.getByID('${ADD_ON}')?.extension?.views ?? [])];
				const elements = views.map((view) => view.xulBrowser).filter(Boolean);
				return browserOf(id) ?? elements.find((element) => NavigableManager.getIdForBrowser(element) === id) ?? null;
			};
			return '';
		})()`,
	);
}

/**
 * Opens a tab where a person would: in the window with the tabs. By itself Firefox takes the window that was used last, which
 * may be the small one of a call.
 */
export async function newTab(browser: Browser): Promise<Page> {
	const referenceContext = await inChrome(
		browser,
		`(() => {
			const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
			const window = ${WINDOW};
			return NavigableManager.getIdForBrowser(window.gBrowser.selectedBrowser);
		})()`,
	);
	const { result } = await connectionOf(browser).send('browsingContext.create', { type: 'tab', referenceContext });
	const { context } = result as { readonly context: string };
	const page = (await browser.pages()).find((page) => contextOf(page) === context);
	if (!page) throw new Error('Firefox opened a tab that is not there');
	return page;
}

/** There is no argument for a place. */
export async function placeWindow(
	browser: Browser,
	{ x, y, width, height }: { x: number; y: number; width: number; height: number },
): Promise<void> {
	await inChrome(browser, `window.moveTo(${x}, ${y}); window.resizeTo(${width}, ${height}); ''`);
}

/** Puts the extension's button into the toolbar, from the menu where it is at first. */
export async function pinButton(browser: Browser): Promise<void> {
	const button = `${ADD_ON.replaceAll(/[^a-z0-9_-]/g, '_')}-browser-action`;
	await inChrome(browser, `window.CustomizableUI.addWidgetToArea('${button}', 'nav-bar'); ''`);
}

/** The extension's pages that are open at an address that begins with `address`: event page, popup, tabs; oldest first. */
export async function extensionPages(browser: Browser, address: string): Promise<Page[]> {
	const answer = await inChrome(
		browser,
		`(() => {
			const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
			const views = [...(WebExtensionPolicy.getByID('${ADD_ON}')?.extension?.views ?? [])];
			const shown = views.map((view) => view.xulBrowser).filter((element) => element?.browsingContext);
			const at = shown.filter((element) => element.currentURI.spec.startsWith(${JSON.stringify(address)}));
			return JSON.stringify(at.map((element) => NavigableManager.getIdForBrowser(element)));
		})()`,
	);
	const ids = JSON.parse(answer) as string[];
	const pages = await Promise.all(ids.map((id) => pageOf(browser, id)));
	return pages.flat();
}

/** Firefox leaves extension pages that were there before us untold: then we tell puppeteer ourselves. */
async function pageOf(browser: Browser, id: string): Promise<Page[]> {
	const find = async () => (await browser.pages()).filter((page) => contextOf(page) === id);
	const found = await find();
	if (found.length > 0) return found;
	const context = { context: id, url: 'about:blank', userContext: 'default', children: [], parent: null };
	connectionOf(browser).emit('browsingContext.contextCreated', { ...context, originalOpener: null, clientWindow: '' });
	return await find();
}

function contextOf(page: Page): string {
	return (page.mainFrame() as unknown as { readonly _id: string })._id;
}

/** `running`, `stopped`, … of the event page. */
export function backgroundState(browser: Browser): Promise<string> {
	return inChrome(browser, `WebExtensionPolicy.getByID('${ADD_ON}').extension.backgroundState`);
}

/**
 * As Firefox does after 30 idle seconds; what would have counted as activity is left out of account. Resolves when the
 * event page is gone; another one may be there by then, if something woke it.
 */
export async function suspendBackground(browser: Browser): Promise<void> {
	await inChrome(
		browser,
		`(async () => {
			const { extension } = WebExtensionPolicy.getByID('${ADD_ON}');
			const page = () => [...extension.views].find((view) => view.viewType === 'background');
			const before = page();
			if (!before) return '';
			await extension.terminateBackground({ disableResetIdleForTest: true });
			if (page() === before) throw new Error('the event page was not suspended');
			return '';
		})()`,
	);
}

/** The remembered answer to the question for the microphone. */
export async function answerMicrophone(browser: Browser, origin: string, answer: 'ALLOW_ACTION' | 'DENY_ACTION') {
	await inChrome(
		browser,
		`(() => {
			const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin('${origin}');
			Services.perms.addFromPrincipal(principal, 'microphone', Services.perms.${answer});
			return '';
		})()`,
	);
}

interface Connection {
	send(method: string, params: object): Promise<{ readonly result: unknown }>;
	emit(event: string, info: object): void;
}

type Evaluated =
	| { readonly type: 'success'; readonly result: { readonly value?: string } }
	| { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

/** Puppeteer keeps it to itself; Firefox's own commands (`moz:`) go nowhere else. */
function connectionOf(browser: Browser): Connection {
	return (browser as unknown as { readonly connection: Connection }).connection;
}
