import { type Signal, signal } from '@preact/signals';
import type { CommandName, Input } from '../../shared/commands.ts';
import { AppError, codeOf, type ErrorCode } from '../../shared/errors.ts';
import { ask } from '../ask.ts';
import { errorSentence } from '../sentences.ts';
import { text } from '../text.ts';
import { Icon } from './icon.tsx';
import { cross } from './icons.ts';
import { Notice } from './notice.tsx';
import './problem.css';

export interface Failure {
	readonly code: ErrorCode;
	readonly detail?: string;
}

/** What this view could not do last, until the person puts it away or something works again. */
export const problem: Signal<Failure | undefined> = signal(undefined);

/** What went wrong, for a sentence. */
export function failureOf(error: unknown): Failure {
	const detail = error instanceof AppError ? error.detail : undefined;
	return { code: codeOf(error), ...(detail === undefined ? {} : { detail }) };
}

/** Asks for something a click wanted. False if it did not work; what went wrong is then in `problem`. */
export async function run<Name extends CommandName>(command: Name, input: Input<Name>): Promise<boolean> {
	try {
		await ask(command, input);
		problem.value = undefined;
		return true;
	} catch (error) {
		problem.value = failureOf(error);
		return false;
	}
}

/** The last problem of this view as a bar that can be put away. */
export function Problem() {
	const failure = problem.value;
	return (
		failure && (
			<div class="problem">
				<Notice tone="bad" {...(failure.detail ? { detail: failure.detail } : {})}>
					{errorSentence(failure.code)}
				</Notice>
				<button
					type="button"
					class="icon-button"
					aria-label={text('dismiss')}
					onClick={() => (problem.value = undefined)}
				>
					<Icon of={cross} />
				</button>
			</div>
		)
	);
}
