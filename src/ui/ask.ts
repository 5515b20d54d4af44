import type { Answer, CommandMessage, CommandName, Input, Reply } from '../shared/commands.ts';
import { AppError } from '../shared/errors.ts';
import { extension } from './browser.ts';

/** Runs a command in the session document. Rejects with an AppError that carries the answer's code and detail. */
export async function ask<Name extends CommandName>(command: Name, input: Input<Name>): Promise<Reply<Name>> {
	await ensureSessions();
	const message: CommandMessage = { command, input };
	const answer = (await extension().runtime.sendMessage(message)) as Answer<Reply<Name>> | undefined;
	if (!answer) throw new AppError('unexpected', { detail: 'no answer' });
	if (answer.ok) return answer.value;
	throw new AppError(answer.code, answer.detail === undefined ? {} : { detail: answer.detail });
}

/** Resolves when the session document is there to be asked: Chrome's worker makes it, Firefox's event page is it. */
export async function ensureSessions(): Promise<void> {
	await extension().runtime.sendMessage({ ensure: true });
}
