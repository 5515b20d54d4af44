/** Things to be done, each once, in the order in which they came; taking one costs the same however many there were. */
export interface Queue<Value> {
	add(value: Value): void;
	/** Takes the oldest one; undefined if there is none. */
	take(): Value | undefined;
}

export function createQueue<Value>(): Queue<Value> {
	const set = new Set<Value>();
	// Kept: a new one would walk over the places of all that were taken.
	let values = set.values();
	return {
		add: (value) => set.add(value),
		take() {
			let { value, done } = values.next();
			if (done) {
				values = set.values();
				({ value } = values.next());
			}
			set.delete(value as Value);
			return value;
		},
	};
}
