import type { Answer, CommandMessage, CommandName, Input, Reply } from '../shared/commands.ts';
import { runtime } from './browser.ts';
import type { Life } from './life.ts';

/** Runs a command in the session document; undefined if it failed, which the person hears of from there. */
export type Ask = <Name extends CommandName>(command: Name, input: Input<Name>) => Promise<Reply<Name> | undefined>;

/** Asks for as long as the extension is there; an answer that does not come may show that it has gone. */
export function createAsk(life: Life): Ask {
	return async (command, input) => {
		try {
			// Chrome's worker opens the session document first; Firefox's event page is it.
			await runtime()?.sendMessage({ ensure: true });
			const message: CommandMessage = { command, input };
			const answer = (await runtime()?.sendMessage(message)) as Answer<Reply<typeof command>> | undefined;
			if (answer?.ok) return answer.value;
		} catch {
			// Nobody is there to answer: the extension is going, or starts anew. The page is not the one to be told.
		}
		life.goesOn();
		return undefined;
	};
}
