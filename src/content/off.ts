import { onMessage } from './browser.ts';
import type { Life } from './life.ts';

/** Ends the life when the background says that the person has switched this site off: `{ off: true }`. */
export function endWhenOff({ signal, end }: Life): void {
	onMessage((message) => {
		if (typeof message === 'object' && message !== null && 'off' in message) end();
	}, signal);
}
