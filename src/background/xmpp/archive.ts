/** Asking the account's own archive (XEP-0313): did what we sent arrive, and what did we miss? */
import { AppError } from '../../shared/errors.ts';
import type { Sender, XmppStream } from './feature.ts';
import type { Requests } from './requests.ts';
import { discoveredFeatures, infoQuery } from './xeps/xep-0030-service-discovery.ts';
import {
	type ArchivedMessage,
	type ArchiveQuery,
	archivedMessage,
	archiveQuery,
	NS_MAM,
	pageEnd,
} from './xeps/xep-0313-archive.ts';
import { type Element, firstChild } from './xml.ts';

const PAGE = 100;
/** Nobody writes more to be looked through in one go. */
const MOST_PAGES = 50;

export class Archive {
	readonly #ask: Requests['ask'];
	readonly #self: string;
	readonly #asked = new Map<string, ArchivedMessage[]>();

	constructor(ask: Requests['ask'], self: string) {
		this.#ask = ask;
		this.#self = self;
	}

	attach(stream: XmppStream): void {
		stream.onMessage((message, from) => this.#take(message, from));
	}

	/** Whether the account has one (§3.1). Rejects with AppError `not-connected`. */
	async isThere(): Promise<boolean> {
		try {
			const result = await this.#ask('get', infoQuery(), this.#self);
			return discoveredFeatures(result).includes(NS_MAM);
		} catch (cause) {
			if (cause instanceof AppError && cause.code === 'refused') return false;
			throw cause;
		}
	}

	/** What is in it, oldest first, page by page. Rejects with AppError. */
	async *read(query: Pick<ArchiveQuery, 'with' | 'start' | 'after'>): AsyncGenerator<readonly ArchivedMessage[]> {
		let page: Pick<ArchiveQuery, 'after'> = query;
		for (let pages = 0; pages < MOST_PAGES; pages++) {
			const queryId = crypto.randomUUID();
			const found: ArchivedMessage[] = [];
			this.#asked.set(queryId, found);
			try {
				const result = await this.#ask('set', archiveQuery({ ...query, ...page, queryId, max: PAGE }));
				yield found;
				const { isComplete, last } = pageEnd(result);
				if (isComplete) return;
				page = { after: last };
			} finally {
				this.#asked.delete(queryId);
			}
		}
	}

	#take(message: Element, from: Sender): void {
		// §4.1.2 and its security considerations: results come from our own account, and from nobody else.
		if (from.bare !== this.#self || from.resource !== '') return;
		const archived = firstChild(message) && archivedMessage(message);
		if (archived) this.#asked.get(archived.queryId)?.push(archived);
	}
}
