/**
 * Messages that came for us while no stream was there to bring them. A server with an archive need not keep them
 * elsewhere: Prosody drops what a lost stream had not acknowledged, and what came offline, for a client that ever asked
 * the archive — as the outbox does.
 */
import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import type { Archive } from './archive.ts';
import { parseJid } from './jid.ts';
import { stanzaId } from './xeps/xep-0359-stanza-ids.ts';
import type { Element } from './xml.ts';

/** How far the server's clock may be behind ours, in ms. */
const CLOCK_SKEW = 3_600_000;

/** The last that was seen of the archive. */
export interface Seen {
	/** Archive id of the last incoming message; empty if none came yet. */
	readonly id: string;
	/** When we last had a stream, ms since 1970. */
	readonly at: number;
}

const seen = v.object({ id: v.string(), at: v.number() });

/** A stored one; null if it is none. */
export function readSeen(stored: unknown): Seen | null {
	const result = v.safeParse(seen, stored);
	return result.success ? result.output : null;
}

/** What was seen after this stanza. */
export function seenWith(before: Seen | null, stanza: Element, self: string, now = Date.now()): Seen {
	const id = stanza.name === 'message' ? stanzaId(stanza, self) : undefined;
	return { id: id ?? before?.id ?? '', at: now };
}

/** Reads what came since, oldest first, into `take`. Rejects as `take` does, and with AppError `not-connected`. */
export async function catchUp(
	archive: Pick<Archive, 'isThere' | 'read'>,
	since: Seen,
	self: string,
	take: (message: Element) => Promise<void>,
): Promise<void> {
	if (!(await archive.isThere())) return;
	const start = { start: since.at - CLOCK_SKEW };
	// §4.1.1 of XEP-0313: an id that the archive does not know any more is an error (item-not-found).
	const isRead = since.id !== '' && (await readInto(archive, { after: since.id }, self, take));
	if (!isRead) await readInto(archive, start, self, take);
}

/** False when the archive refused. */
async function readInto(
	archive: Pick<Archive, 'read'>,
	from: { readonly start: number } | { readonly after: string },
	self: string,
	take: (message: Element) => Promise<void>,
): Promise<boolean> {
	try {
		for await (const page of archive.read(from)) {
			for (const { message } of page) if (isForUs(message, self)) await take(message);
		}
		return true;
	} catch (cause) {
		if (cause instanceof AppError && cause.code === 'refused') return false;
		throw cause;
	}
}

function isForUs({ attrs }: Element, self: string): boolean {
	const from = parseJid(attrs.from);
	return from !== null && from.bare !== self && parseJid(attrs.to)?.bare === self;
}
