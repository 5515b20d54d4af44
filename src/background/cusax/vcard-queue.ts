/** Whose vCard is fetched next: of the rows that a person looks at first, of all others slowly and while nothing else goes on. */

export interface VcardQueueDeps {
	/** Resolves when it is over, whatever came of it. */
	readonly fetch: (contact: string) => Promise<void>;
	/** Is what we have of it too old, older than `age` in ms, or nothing? */
	readonly isDue: (contact: string, age: number) => boolean;
	/** Can it be fetched now? */
	readonly isReachable: (contact: string) => boolean;
	/** Nothing goes on that the fetching could disturb. */
	readonly isIdle: () => boolean;
}

/** At the same time. */
const MOST_AT_ONCE = 4;
/** More rows than any view shows. */
const MOST_WANTED = 200;
/** How old a vCard may be that is looked at, and one that nobody looks at, in ms. */
const WANTED_AGE = 86_400_000;
const UNSEEN_AGE = 30 * WANTED_AGE;
/** How long after signing in the others begin, and how long each waits for the next, in ms. */
export const BEGIN_AFTER = 30_000;
export const PAUSE = 500;

export class VcardQueue {
	readonly #deps: VcardQueueDeps;
	readonly #active = new Set<string>();
	/** The latest first. */
	#wanted: readonly string[] = [];
	readonly #others = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(deps: VcardQueueDeps) {
		this.#deps = deps;
	}

	/** These are in view. */
	look(contacts: readonly string[]): void {
		const due = contacts.filter((contact) => this.#deps.isDue(contact, WANTED_AGE));
		if (due.length === 0) return;
		this.#wanted = [...new Set([...due, ...this.#wanted])].slice(0, MOST_WANTED);
		this.#pump();
	}

	/** What is due of these is fetched some time. */
	add(contacts: Iterable<string>): void {
		for (const contact of contacts) this.#others.add(contact);
		this.#later(BEGIN_AFTER);
	}

	/** More can be fetched than before: what is in view is not waited for. */
	wake(): void {
		this.#pump();
	}

	#pump(): void {
		while (this.#active.size < MOST_AT_ONCE) {
			const next = this.#wanted.find((contact) => this.#canFetch(contact, WANTED_AGE));
			if (next === undefined) return;
			void this.#run(next);
		}
	}

	async #run(contact: string): Promise<void> {
		this.#active.add(contact);
		await this.#deps.fetch(contact);
		this.#active.delete(contact);
		this.#wanted = this.#wanted.filter((wanted) => wanted !== contact);
		this.#pump();
		this.#later(PAUSE);
	}

	#later(ms: number): void {
		if (this.#others.size > 0) this.#timer ??= setTimeout(() => this.#next(), ms);
	}

	/** One that nobody waits for. */
	#next(): void {
		this.#timer = undefined;
		if (this.#active.size > 0) return; // which comes back here
		if (!this.#deps.isIdle()) {
			this.#later(BEGIN_AFTER);
			return;
		}
		for (const contact of this.#others) {
			this.#others.delete(contact);
			if (!this.#canFetch(contact, UNSEEN_AGE)) continue;
			void this.#run(contact);
			return;
		}
	}

	#canFetch(contact: string, age: number): boolean {
		return !this.#active.has(contact) && this.#deps.isReachable(contact) && this.#deps.isDue(contact, age);
	}
}
