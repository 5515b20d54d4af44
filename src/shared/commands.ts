/** The whole contract of the session document: name, who may call it, what it takes, what it answers. */
import * as v from 'valibot';
import type { Description } from './description.ts';
import type { ErrorCode } from './errors.ts';
import { isInternalPattern } from './internal-pattern.ts';
import type { AccountId, CallId, DialRules, MessageId, OwnNumbers, Settings } from './state.ts';

/** `anyone`: content scripts too. `pages`: only the extension's own views and its own worker. */
export type Caller = 'anyone' | 'pages';

/** The page that a command comes from, by what the browser vouches for. Both empty for our own views and the worker. */
export interface From {
	/** Host name of the tab's top page: what the person calls the site. */
	readonly site: string;
	/** Host name of the frame that asks: the same, but for a frame of another site. */
	readonly frameSite: string;
}

const short = v.pipe(v.string(), v.trim(), v.maxLength(1024));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
/** A link with a text in it, as long as `parseAddress` reads. */
const link = v.pipe(v.string(), v.trim(), v.maxLength(8192));
const secret = v.pipe(v.string(), v.maxLength(1024));
const body = v.pipe(v.string(), v.minLength(1), v.maxLength(65_536));
const show = v.picklist(['available', 'away', 'dnd', 'offline']);
const contact = v.object({ account: id, jid: short });
const ownNumbers = v.object({
	numbers: v.pipe(
		v.array(
			v.object({
				written: v.pipe(short, v.minLength(1)),
				type: v.picklist(['cell', 'work', 'home', 'fax', 'pager', 'other']),
			}),
		),
		v.maxLength(8),
	),
	usesPublished: v.boolean(),
}) satisfies v.GenericSchema<OwnNumbers>;
const oneAccount = v.object({ account: id });
const oneCall = v.object({ call: id });
const nothing = v.object({});

/** TURN only: who one is there. On a change, an empty `credential` is the one that is there. */
const iceServer = v.object({ url: short, username: short, credential: secret });

const xmppFields = { protocol: v.literal('xmpp'), address: short, password: secret, endpoint: short };
const sipFields = {
	protocol: v.literal('sip'),
	address: short,
	password: secret,
	endpoint: short,
	authUser: short,
	displayName: short,
	iceServers: v.pipe(v.array(iceServer), v.maxLength(8)),
};
const account = v.variant('protocol', [v.object(xmppFields), v.object(sipFields)]);
const country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));
const e164 = v.pipe(v.string(), v.regex(/^\+\d{7,15}$/));
/** A thing that is null, or an empty list, is taken away. */
const siteChanges = {
	off: v.optional(v.nullable(v.boolean())),
	country: v.optional(v.nullable(country)),
	evenIfOptedOut: v.optional(v.nullable(v.boolean())),
	notNumbers: v.optional(v.pipe(v.array(e164), v.maxLength(1000))),
	internal: v.optional(v.pipe(v.array(v.pipe(v.string(), v.check(isInternalPattern))), v.maxLength(20))),
};
const dialRules = v.object({
	outside: v.pipe(v.string(), v.regex(/^[\d*#]{0,8}$/)),
	strip: v.pipe(v.string(), v.regex(/^(?:\+?\d{1,14})?$/)),
	outsideFrom: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
	extension: v.picklist(['after-answer', 'in-address']),
}) satisfies v.GenericSchema<DialRules>;
const settings = v.partial(
	v.object({
		country: v.union([country, v.literal('')]),
		ringing: v.boolean(),
		microphone: v.picklist(['unknown', 'granted', 'denied']),
		callWith: v.pipe(v.string(), v.maxLength(128)),
		onThePhone: short,
		pages: v.object({ marks: v.boolean(), evenIfOptedOut: v.boolean() }),
	}) satisfies v.GenericSchema<Omit<Settings, 'dialling'>>,
);

/** As the gate found it: none is trimmed, because the answer counts units in it. */
const around = v.pipe(v.string(), v.maxLength(64));
const candidate = v.object({ written: v.pipe(v.string(), v.maxLength(512)), before: around, after: around });

/** A number or address in a candidate. */
export interface Judged {
	/** UTF-16 offsets in `written`; an extension ends behind it, in `after`. */
	readonly from: number;
	readonly to: number;
	/** `tel:+49…`, perhaps with `;ext=12`; `sip:…`, `sips:…`, `xmpp:…`. */
	readonly target: string;
	/** One more click is needed: it may cost, or reach another country than the person's. */
	readonly cue: boolean;
}
export type Judgement =
	| { readonly off: true }
	| { readonly off: false; readonly judged: readonly (readonly Judged[])[] };

export const commands = {
	/** Signs in, and keeps the account only if that worked; if not, a `Reason` is the error's code. */
	'account.add': pages(account, reply<AccountId>()),
	/** Signs in with the changed fields and keeps them only if that worked. An empty password: the stored keys stay. */
	'account.edit': pages(v.object({ account: id, fields: account }), reply<null>()),
	/** Switched off: signed out, but kept. */
	'account.switch': pages(v.object({ account: id, on: v.boolean() }), reply<null>()),
	/** Deletes the account and all that was stored for it. */
	'account.remove': pages(oneAccount, reply<null>()),
	/** Tries again now. */
	'account.retry': pages(oneAccount, reply<null>()),

	/** Own presence on every XMPP account. */
	'presence.set': pages(v.object({ show, status: short }), reply<null>()),

	/**
	 * Calls a number or address, as typed or as a `tel:`/`sip:`/`sips:` URI; `account` empty: the one to call with. `site` is
	 * where our own views and menus have the text from: national numbers are read by the rule for it.
	 */
	'call.place': anyone(v.object({ target: short, account: v.optional(id), site: v.optional(short) }), reply<CallId>()),
	'call.answer': pages(oneCall, reply<null>()),
	'call.decline': pages(oneCall, reply<null>()),
	/** Also cancels an outgoing call that rings. */
	'call.hangUp': pages(oneCall, reply<null>()),
	'call.mute': pages(v.object({ call: id, muted: v.boolean() }), reply<null>()),
	/** Taking a call off hold puts every other live one on hold. */
	'call.hold': pages(v.object({ call: id, held: v.boolean() }), reply<null>()),
	/** RFC 4733 tones. */
	'call.tones': pages(v.object({ call: id, tones: v.pipe(v.string(), v.regex(/^[0-9*#A-D]{1,32}$/)) }), reply<null>()),
	/** Shows the call window, on this call if it is named. */
	'call.show': pages(v.object({ call: v.optional(id) }), reply<null>()),
	/** Nothing is left to read in the call window: it is closed, unless another call has come meanwhile. */
	'call.close': pages(nothing, reply<null>()),
	/** Missed calls were looked at. */
	'recents.seen': pages(nothing, reply<null>()),

	/** Opens a conversation from an `xmpp:` URI or a bare JID. A `body` becomes a draft; nothing is ever sent by this. */
	'chat.open': anyone(v.object({ target: link, account: v.optional(id) }), reply<null>()),
	/** Into the outbox, whatever the connection. */
	'chat.send': pages(v.object({ account: id, to: short, body }), reply<MessageId>()),
	/** Sends a failed message again. */
	'chat.resend': pages(v.object({ message: id }), reply<null>()),
	/** The conversation was looked at. */
	'chat.read': pages(contact, reply<null>()),

	/** Adds to the roster and asks to see presence (RFC 6121 §3.1). */
	'contact.add': pages(v.object({ account: id, jid: short, name: short }), reply<null>()),
	'contact.rename': pages(v.object({ account: id, jid: short, name: short }), reply<null>()),
	/** What the person writes down for a contact, in place of what was there (C20). */
	'contact.numbers': pages(v.object({ account: id, jid: short, own: ownNumbers }), reply<null>()),
	'contact.remove': pages(contact, reply<null>()),
	/** Lets them see our presence, and asks for theirs if we do not see it. */
	'contact.accept': pages(contact, reply<null>()),
	'contact.refuse': pages(contact, reply<null>()),

	/**
	 * What is in each candidate: mostly one number or address, or nothing. `before` and `after`: the text around it.
	 * `language`: the page's. `off`: this page wants no marks.
	 */
	'numbers.judge': anyone(
		v.object({
			candidates: v.pipe(v.array(candidate), v.maxLength(200)),
			language: v.pipe(v.string(), v.maxLength(64)),
		}),
		reply<Judgement>(),
	),

	/**
	 * What is known of one number or address on a page, before it is called. `raw`: as it stands there; `text`: that of a
	 * link, whose target may be another. `language`: the page's. Throws `bad-address` for what is neither.
	 */
	'numbers.describe': anyone(
		v.object({
			target: link,
			raw: v.pipe(v.string(), v.maxLength(512)),
			text: v.optional(v.pipe(v.string(), v.maxLength(512))),
			language: v.pipe(v.string(), v.maxLength(64)),
			/** Where our own views have it from. */
			site: v.optional(short),
		}),
		reply<Description>(),
	),

	/** Sets something about the site that the asking page is of; `notNumber` is added to those that are none there. */
	'site.change': anyone(
		v.object({ off: v.optional(v.boolean()), country: v.optional(country), notNumber: v.optional(e164) }),
		reply<null>(),
	),
	/** Sets something about any site, by its name or an address of it. Throws `bad-site`. */
	'site.set': pages(v.object({ site: short, ...siteChanges }), reply<null>()),
	/** Nothing is set about the site any more. */
	'site.forget': pages(v.object({ site: short }), reply<null>()),

	'settings.change': pages(settings, reply<null>()),
	/** How an account's server wants numbers to be dialled. */
	'dialling.set': pages(v.object({ account: id, rules: dialRules }), reply<null>()),
	/** How a number would be dialled by such rules, to be read; null if it is none. */
	'dialling.preview': pages(
		v.object({ number: short, rules: dialRules }),
		reply<{ readonly shown: string; readonly dialled: string } | null>(),
	),
};

export type CommandName = keyof typeof commands;
export type Input<Name extends CommandName> = v.InferOutput<(typeof commands)[Name]['input']>;
export type Reply<Name extends CommandName> = (typeof commands)[Name]['reply'];
/** What runs each command; a missing or misnamed one does not compile. */
export type Handlers = {
	readonly [Name in CommandName]: (input: Input<Name>, from: From) => Promise<Reply<Name>> | Reply<Name>;
};

/** A command as it goes over `runtime.sendMessage`, and its answer. */
export interface CommandMessage {
	readonly command: string;
	readonly input: unknown;
}
export type Answer<Value = unknown> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly code: ErrorCode; readonly detail?: string };

function anyone<Schema extends v.GenericSchema, Value>(input: Schema, reply: Value) {
	return { caller: 'anyone' as Caller, input, reply };
}

function pages<Schema extends v.GenericSchema, Value>(input: Schema, reply: Value) {
	return { caller: 'pages' as Caller, input, reply };
}

/** Carries a type and no value: answers are made by our own code, and need no schema. */
function reply<Value>(): Value {
	return undefined as Value;
}
