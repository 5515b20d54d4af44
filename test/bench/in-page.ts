/** What is timed inside a page of the extension, by its own clock: no driver's round trip is in it. */
import type { Page } from 'puppeteer-core';
import type { CommandName, Input, Reply } from '../../src/shared/commands.ts';

/** Sends a command as a view does; gives how long its answer took, in ms. Throws when it is refused. */
export async function timeCommand<Name extends CommandName>(
	page: Page,
	command: Name,
	input: Input<Name>,
): Promise<{ readonly took: number; readonly value: Reply<Name> }> {
	const { took, answer } = await page.evaluate(
		async (message) => {
			const { runtime } = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
			await runtime.sendMessage({ ensure: true });
			const start = performance.now();
			const answered = await runtime.sendMessage(message);
			return { took: performance.now() - start, answer: answered as { ok: boolean; value: never; code?: string } };
		},
		{ command, input } as never,
	);
	if (!answer.ok) throw new Error(`${command} is refused: ${answer.code}`);
	return { took, value: answer.value };
}

/** Opens a bare WebSocket, says one thing and hears one: the floor of everything that needs a server. In ms. */
export function timeExchange(page: Page, url: string, protocol: string, text: string): Promise<number> {
	return page.evaluate(
		async (to, subprotocol, first) => {
			const start = performance.now();
			const socket = new WebSocket(to, subprotocol);
			const took = await new Promise<number>((resolve, reject) => {
				socket.onopen = () => socket.send(first);
				socket.onmessage = () => resolve(performance.now() - start);
				socket.onclose = () => reject(new Error(`no exchange with ${to}`));
			});
			socket.close();
			return took;
		},
		url,
		protocol,
		text,
	);
}
