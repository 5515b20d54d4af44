/** Milliseconds of work at a time: it may follow another slice at once. */
const SLICE = 3;

/** Takes values, and soon does with each what is to be done: in their order, in slices that nobody notices. */
export function inSlices<Value>(work: (value: Value) => void): (value: Value) => void {
	let waiting: Value[] = [];
	let next = 0;

	function slice(): void {
		const end = performance.now() + SLICE;
		try {
			while (next < waiting.length && performance.now() < end) work(waiting[next++] as Value);
		} finally {
			// What the page breaks for one, it does not for the others.
			if (next < waiting.length) setTimeout(slice);
			else {
				waiting = [];
				next = 0;
			}
		}
	}
	return (value) => {
		if (waiting.push(value) === 1) queueMicrotask(slice);
	};
}
