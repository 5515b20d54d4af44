/** What is known of each contact's vCard: on disk between sessions, its numbers in the store. */
import { codeOf } from '../../shared/errors.ts';
import type { AccountId, Contact } from '../../shared/state.ts';
import { log } from '../log.ts';
import type { Database, StoredVcard } from '../storage/database.ts';
import { deleteVcard, loadVcards, saveVcards } from '../storage/vcards.ts';
import { type KnownNumber, peerKey } from '../store.ts';
import type { PublishedAddress } from '../xmpp/session.ts';
import { callable } from './callable.ts';

export interface VcardCacheDeps {
	readonly db: Database;
	readonly contact: (key: string) => Contact | undefined;
	/** Rejects with `not-connected` when no answer comes. */
	readonly fetch: (contact: Contact) => Promise<readonly PublishedAddress[]>;
	/** By whose rules numbers without `+` are read. */
	readonly country: () => string;
	/** What a contact can be called at has changed. */
	readonly changed: (key: string) => void;
}

/** A vCard is not fetched again sooner, in ms: clients that disagree about a picture would have it fetched at each presence. */
export const SOONEST_AGAIN = 600_000;
/** Nor from a server that does not answer. */
const NO_ANSWER_FOR = 3_600_000;
/** How many vCards are read anew in one go. */
const AT_ONCE = 50;
/** How long changed rows are collected before they are written, in ms. */
const WRITE_AFTER = 1_000;

export class VcardCache {
	readonly #deps: VcardCacheDeps;
	readonly #vcards = new Map<string, StoredVcard>();
	/** Each contact's picture, as presence says it in this session. */
	readonly #photos = new Map<string, string>();
	readonly #silentUntil = new Map<string, number>();
	readonly #unwritten = new Set<string>();
	#writing: ReturnType<typeof setTimeout> | undefined;
	#isLoaded = false;

	constructor(deps: VcardCacheDeps) {
		this.#deps = deps;
	}

	/** Reads what is stored. Until then nothing is due. */
	async load(): Promise<void> {
		for await (const page of loadVcards(this.#deps.db)) {
			for (const vcard of page) this.#take(peerKey(vcard.account, vcard.jid), this.#upToDate(vcard));
		}
		this.#isLoaded = true;
	}

	numbers(key: string): readonly KnownNumber[] {
		return this.#vcards.get(key)?.numbers ?? [];
	}

	/** Is the contact's vCard to be fetched: not known, older than `age` in ms, or changed? */
	isDue(key: string, age: number, now = Date.now()): boolean {
		const contact = this.#deps.contact(key);
		if (!this.#isLoaded || !contact || (this.#silentUntil.get(key) ?? 0) > now) return false;
		const vcard = this.#vcards.get(key);
		if (!vcard) return true;
		const old = now - vcard.fetchedAt;
		const photo = this.#photos.get(key);
		const isOther = photo !== undefined && vcard.photo !== null && photo !== vcard.photo;
		const isOpener = seesPresence(contact) && !vcard.sawPresence;
		return old > age || old < 0 || (old > SOONEST_AGAIN && (isOther || isOpener));
	}

	/** Never rejects: without an answer all stays as it is, and is tried again some time. */
	async fetch(key: string): Promise<void> {
		const contact = this.#deps.contact(key);
		if (!contact) return;
		try {
			this.#keep(key, contact, await this.#deps.fetch(contact));
		} catch (cause) {
			this.#silentUntil.set(key, Date.now() + NO_ANSWER_FOR);
			if (codeOf(cause) !== 'not-connected') log.error('vCard not fetched', cause);
		}
	}

	/** The connection is back: who did not answer because of it may be asked again. */
	forgive(): void {
		this.#silentUntil.clear();
	}

	/** XEP-0153: the hash of the contact's picture, empty for none. */
	photo(key: string, hash: string): void {
		this.#photos.set(key, hash);
		const vcard = this.#vcards.get(key);
		// It was fetched while they were away: what is said first is taken for what it was.
		if (vcard?.photo === null) this.#write(key, { ...vcard, photo: hash });
	}

	/** No contact any more. */
	forget(key: string): void {
		const vcard = this.#vcards.get(key);
		this.#photos.delete(key);
		if (!vcard) return;
		this.#vcards.delete(key);
		this.#unwritten.delete(key);
		this.#deps.changed(key);
		deleteVcard(this.#deps.db, vcard.account, vcard.jid).catch((cause) => log.error('vCard not deleted', cause));
	}

	/** The account is gone, and what was stored for it. */
	forgetAccount(account: AccountId): void {
		for (const [key, vcard] of this.#vcards) {
			if (vcard.account !== account) continue;
			this.#vcards.delete(key);
			this.#unwritten.delete(key);
			this.#deps.changed(key);
		}
	}

	/** Numbers without `+` are read by another country's rules; a few at a time: the document does other things in between. */
	async countryChanged(): Promise<void> {
		const keys = [...this.#vcards.keys()];
		for (let from = 0; from < keys.length; from += AT_ONCE) {
			for (const key of keys.slice(from, from + AT_ONCE)) {
				const vcard = this.#vcards.get(key);
				const read = vcard && this.#upToDate(vcard);
				if (read && read !== vcard) this.#write(key, read);
			}
			await new Promise((resolve) => setTimeout(resolve));
		}
	}

	#upToDate(vcard: StoredVcard): StoredVcard {
		const country = this.#deps.country();
		if (vcard.country === country) return vcard;
		return { ...vcard, country, numbers: callable(vcard.published, country) };
	}

	#keep(key: string, contact: Contact, published: readonly PublishedAddress[]): void {
		if (!this.#deps.contact(key)) return; // has gone meanwhile
		const { account, jid } = contact;
		const country = this.#deps.country();
		this.#write(key, {
			account,
			jid,
			fetchedAt: Date.now(),
			photo: this.#photos.get(key) ?? null,
			sawPresence: seesPresence(contact),
			published,
			numbers: callable(published, country),
			country,
		});
	}

	#take(key: string, vcard: StoredVcard): void {
		const before = this.#vcards.get(key)?.numbers ?? [];
		this.#vcards.set(key, vcard);
		if (JSON.stringify(before) !== JSON.stringify(vcard.numbers)) this.#deps.changed(key);
	}

	#write(key: string, vcard: StoredVcard): void {
		this.#take(key, vcard);
		this.#unwritten.add(key);
		this.#writing ??= setTimeout(() => this.#flush(), WRITE_AFTER);
	}

	#flush(): void {
		this.#writing = undefined;
		// Whoever is no contact any more may be going with the account, from the disk too.
		const kept = [...this.#unwritten].filter((key) => this.#deps.contact(key));
		const vcards = kept.flatMap((key) => this.#vcards.get(key) ?? []);
		this.#unwritten.clear();
		saveVcards(this.#deps.db, vcards).catch((cause) => log.error('vCards not kept', cause));
	}
}

function seesPresence({ subscription }: Contact): boolean {
	return subscription === 'to' || subscription === 'both';
}
