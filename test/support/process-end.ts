/** What has to be undone when this process exits or is told to. */

const undoings = new Set<() => void>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let isWatching = false;

/** Runs `undo` (synchronous) at exit or on SIGINT, SIGTERM, SIGHUP, newest first. Gives a function that forgets it. */
export function atProcessEnd(undo: () => void): () => void {
	watch();
	undoings.add(undo);
	return () => undoings.delete(undo);
}

function watch(): void {
	if (isWatching) return;
	isWatching = true;
	process.on('exit', undoAll);
	for (const signal of SIGNALS) {
		process.once(signal, () => {
			undoAll();
			process.kill(process.pid, signal); // now with its default effect
		});
	}
}

function undoAll(): void {
	for (const undo of [...undoings].reverse()) {
		undoings.delete(undo);
		try {
			undo();
		} catch (error) {
			console.error('could not clean up:', error);
		}
	}
}
