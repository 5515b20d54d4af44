/** The trust boundary: the only place that reads a raw message. Who asks, what they ask, run it. */
import * as v from 'valibot';
import { type Answer, type Caller, type CommandName, commands, type From, type Handlers } from '../shared/commands.ts';
import { AppError, codeOf } from '../shared/errors.ts';
import { log } from './log.ts';

const rawCommand = v.object({ command: v.string(), input: v.optional(v.unknown()) });

export type Dispatch = (raw: unknown, caller: Caller, from: From) => Promise<Answer>;

/**
 * Runs raw commands. Never rejects: an unknown name or a wrong shape answers `bad-request`, a page's command from a
 * content script `forbidden`, anything unforeseen `unexpected`, whose cause stays in the log. `refused` hears of what a
 * web page's click could not do: the page is not told, the person is.
 */
export function createDispatch(handlers: Handlers, refused: (error: AppError) => void): Dispatch {
	return async (raw, caller, from) => {
		try {
			return { ok: true, value: await run(handlers, raw, caller, from) };
		} catch (cause) {
			const error = asAppError(cause);
			if (caller === 'anyone' && error.code !== 'forbidden' && error.code !== 'bad-request') refused(error);
			return answerOf(error);
		}
	};
}

/** Is this message a command at all? Others share the channel: `{ensure}` and effects. */
export function isCommand(raw: unknown): boolean {
	return v.is(rawCommand, raw);
}

async function run(handlers: Handlers, raw: unknown, caller: Caller, from: From): Promise<unknown> {
	const message = v.safeParse(rawCommand, raw);
	if (!message.success || !Object.hasOwn(commands, message.output.command)) throw new AppError('bad-request');
	const name = message.output.command as CommandName;
	if (commands[name].caller === 'pages' && caller !== 'pages') throw new AppError('forbidden');
	const input = v.safeParse(commands[name].input, message.output.input);
	if (!input.success) throw new AppError('bad-request');
	// The table ties each name to its input; the compiler cannot follow that through a name known at run time only.
	const handler = handlers[name] as (input: unknown, from: From) => unknown;
	return handler(input.output, from);
}

function asAppError(cause: unknown): AppError {
	if (codeOf(cause) !== 'unexpected') return cause as AppError;
	log.error('command failed', cause);
	return new AppError('unexpected', { cause });
}

function answerOf({ code, detail }: AppError): Answer {
	return detail === undefined ? { ok: false, code } : { ok: false, code, detail };
}
