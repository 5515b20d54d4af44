/**
 * Runs a regular expression the way browsers do, by backtracking, and counts the steps: so that a test can say that a
 * pattern takes linear time without looking at a clock. Knows classes, `(?:…)`, `*` and `{m,n}`, greedy.
 */
export interface Matcher {
	/** Searches the whole text, match after match; how many characters were compared. */
	stepsIn(text: string): number;
	/** The matches, to be compared with those of the real engine. */
	matchesIn(text: string): string[];
}

type Instruction =
	| { readonly is: 'one'; readonly of: RegExp }
	/** Goes on at `first`, and if that fails at `second`. */
	| { readonly is: 'split'; readonly first: number; readonly second: number }
	| { readonly is: 'jump'; readonly to: number };

export function backtrackingMatcher(source: string): Matcher {
	const program = compile(source);
	function search(text: string): { readonly matches: string[]; readonly steps: number } {
		const matches: string[] = [];
		let steps = 0;
		for (let at = 0; at < text.length; ) {
			const run = matchAt(program, text, at);
			steps += run.steps;
			if (run.end !== undefined) matches.push(text.slice(at, run.end));
			at = run.end ?? at + 1;
		}
		return { matches, steps };
	}
	return { stepsIn: (text) => search(text).steps, matchesIn: (text) => search(text).matches };
}

function matchAt(program: readonly Instruction[], text: string, start: number): { end?: number; steps: number } {
	const ways = [{ at: start, pc: 0 }];
	let steps = 0;
	for (let way = ways.pop(); way; way = ways.pop()) {
		let { at, pc } = way;
		for (let next = program[pc]; ; next = program[pc]) {
			if (!next) return { end: at, steps };
			if (next.is === 'split') ways.push({ at, pc: next.second });
			if (next.is === 'one') {
				steps++;
				if (!next.of.test(text.charAt(at))) break;
				at++;
				pc++;
			} else pc = next.is === 'split' ? next.first : next.to;
		}
	}
	return { steps };
}

function compile(source: string): Instruction[] {
	const program: Instruction[] = [];
	let rest = source;
	function sequence(): void {
		while (rest && !rest.startsWith(')')) quantified();
	}
	function atom(): void {
		const [one] = /^\[(?:\\.|[^\]\\])*\]/.exec(rest) ?? [];
		if (one) {
			rest = rest.slice(one.length);
			program.push({ is: 'one', of: new RegExp(`^${one}$`) });
		} else if (rest.startsWith('(?:')) {
			rest = rest.slice(3);
			sequence();
			rest = rest.slice(1);
		} else throw new Error(`not understood: ${rest}`);
	}
	function quantified(): void {
		const before = rest;
		const from = program.length;
		atom();
		const [all = '', min = '1', max = '1'] = /^\*|^\{(\d+),(\d+)\}/.exec(rest) ?? [];
		const after = rest.slice(all.length);
		if (all === '*') {
			// Only one character is ever repeated without end.
			program.splice(from, 0, { is: 'split', first: from + 1, second: from + 3 });
			program.push({ is: 'jump', to: from });
		} else if (all) {
			program.length = from;
			repeat(before, Number(min), Number(max));
		}
		rest = after;
	}
	function repeat(part: string, min: number, max: number): void {
		const exits: number[] = [];
		for (let i = 0; i < max; i++) {
			if (i >= min) exits.push(program.push({ is: 'split', first: program.length + 1, second: -1 }) - 1);
			rest = part;
			atom();
		}
		for (const exit of exits) program[exit] = { is: 'split', first: exit + 1, second: program.length };
	}
	sequence();
	return program;
}
