import { onMessage } from './browser.ts';
import type { Life } from './life.ts';

/** Ends the life when the background says that the person has switched this site off: `{ off: true }`. */
export function endWhenOff({ signal, end }: Life): void {
	onMessage((message) => {
		if ((message as { off?: true } | undefined)?.off) end();
	}, signal);
}
