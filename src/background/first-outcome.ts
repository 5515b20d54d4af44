import { AppError } from '../shared/errors.ts';
import type { Connection } from '../shared/state.ts';

/**
 * Whether a sign-in works, as a promise: fulfilled by the first `online`; rejected with the reason by the first
 * `refused` or `waiting`, for a person who has just typed something wants to know now and not after a back-off.
 */
export function firstOutcome(): { take(connection: Connection): void; readonly outcome: Promise<void> } {
	const { promise, resolve, reject } = withResolvers();
	// At start-up nobody waits for it: the connection's state, which the same event sets, is what people see then.
	promise.catch(() => {});
	return {
		outcome: promise,
		take(connection) {
			if (connection.is === 'online') resolve();
			if (connection.is === 'refused' || connection.is === 'waiting') {
				const { reason, detail } = connection;
				reject(new AppError(reason, detail === undefined ? {} : { detail }));
			}
		},
	};
}

/** Promise.withResolvers, which Node 20 lacks. */
function withResolvers() {
	let resolve: () => void = () => {};
	let reject: (error: AppError) => void = () => {};
	const promise = new Promise<void>((yes, no) => {
		resolve = yes;
		reject = no;
	});
	return { promise, resolve, reject };
}
