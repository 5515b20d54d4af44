import type { Answer, CommandMessage, CommandName, Input, Reply } from '../shared/commands.ts';
import { runtime } from './browser.ts';
import type { Life } from './life.ts';

/** Runs a command in the session document; undefined if it failed, which the person hears of from there. */
export type Ask = <Name extends CommandName>(command: Name, input: Input<Name>) => Promise<Reply<Name> | undefined>;

/** Asks for as long as the extension is there. */
export function createAsk(life: Life): Ask {
	return async (command, input) => {
		// Chrome's worker opens the session document first; Firefox's event page is it.
		await send({ ensure: true }, life);
		const message: CommandMessage = { command, input };
		const answer = (await send(message, life)) as Answer<Reply<typeof command>> | undefined;
		return answer?.ok ? answer.value : undefined;
	};
}

/** Sends a message to the background; undefined if there is no answer, which may show that the extension has gone. */
export async function send(message: object, life: Life): Promise<unknown> {
	try {
		if (life.goesOn()) return await runtime()?.sendMessage(message);
	} catch {
		// Nobody is there to answer: the extension is going, or starts anew. The page is not the one to be told.
		life.goesOn();
	}
	return undefined;
}
