import type { Life } from './life.ts';

/**
 * Ends the life when the page writes itself anew: `document.open()` takes all listeners away, ours too. `begin` begins
 * another one, as soon as there is something to be found.
 */
export function endWhenWrittenAnew({ signal, end }: Life, begin: () => void): void {
	const root = document.documentElement;
	const observer = new MutationObserver(() => {
		if (document.documentElement === root) return;
		end();
		if (document.body) begin();
		else document.addEventListener('DOMContentLoaded', begin, { once: true });
	});
	observer.observe(document, { childList: true });
	signal.addEventListener('abort', () => observer.disconnect());
}
