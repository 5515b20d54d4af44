/** The popup in a frame of a page of the extension: the same page in the same process, opened as often as wanted. */
import type { Page } from 'puppeteer-core';

/** When what was there, in ms after the navigation to the popup began. */
export interface PopupTimes {
	/** The first contacts are in the document. */
	readonly rows: number;
	/** The frame that shows them has been drawn. */
	readonly painted: number;
}

/** Opens the popup at its size, waits until contacts are drawn, and removes it. */
export function openPopupFrame(page: Page): Promise<PopupTimes> {
	return page.evaluate(async () => {
		const frame = document.createElement('iframe');
		frame.style.cssText = 'position: fixed; inset: 0 auto auto 0; inline-size: 380px; block-size: 560px; z-index: 9';
		frame.src = 'popup.html';
		document.body.append(frame);
		const inner = await new Promise<Window>((resolve) => {
			const look = () => {
				const popup = frame.contentWindow;
				if (popup?.location.pathname === '/popup.html') resolve(popup);
				else setTimeout(look);
			};
			look();
		});
		await new Promise<void>((resolve) => {
			const look = () => inner.document.querySelector('[data-key^="contact "]') && resolve();
			new MutationObserver(look).observe(inner.document, { childList: true, subtree: true });
			look();
		});
		const rows = inner.performance.now();
		await new Promise<void>((resolve) => {
			inner.requestAnimationFrame(() => inner.setTimeout(resolve));
		});
		const painted = inner.performance.now();
		frame.remove();
		return { rows, painted };
	});
}
