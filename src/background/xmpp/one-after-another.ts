/** Calls of the result while one runs are made good by one more run after it: each waits for a run that began later. */
export function oneAfterAnother(run: () => Promise<void>): () => Promise<void> {
	let running: Promise<void> = Promise.resolve();
	let next: Promise<void> | null = null;
	return () => {
		next ??= running
			.catch(() => {}) // told to who asked for that run
			.then(() => {
				next = null;
				running = run();
				return running;
			});
		return next;
	};
}
