/** Digits read by the numbering plans: strict, because a wrong number is worse than none. */
import { type CountryCode, Metadata, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';

export interface Reading {
	readonly number: PhoneNumber;
	/** Its country code is written: behind a plus or a dial prefix. */
	readonly isGlobal: boolean;
	/** Whose rules it was read by. */
	readonly home: CountryCode | undefined;
}

/** E.164 §6: at most 15 digits. */
const LONGEST = 15;
/** Shorter ones are extensions, emergency and service numbers: they mean something else in every network. */
const SHORTEST_NATIONAL = 6;

/**
 * The number that plain text holds, if the plans know it as assigned; without a plus it is read as in `home`, and then
 * only if it is spelled as one dials it there. Without the trunk prefix, where the plan asks for it, the same digits are
 * a local number and reach somebody else.
 */
export function read(text: string, home: CountryCode | undefined): Reading | null {
	const digits = text.replace(/\D/g, '');
	if (/^\D*\+/.test(text)) return readGlobal(digits, home);
	if (!home || digits.length < SHORTEST_NATIONAL) return null;
	const dialled = behindDialPrefix(digits, home);
	return dialled === null ? readNational(digits, home) : readGlobal(dialled, home);
}

function readGlobal(digits: string, home: CountryCode | undefined): Reading | null {
	const number = parsePhoneNumberFromString(`+${digits}`, { extract: false });
	return number && isAssigned(number) ? { number, isGlobal: true, home } : null;
}

function readNational(digits: string, home: CountryCode): Reading | null {
	const number = parsePhoneNumberFromString(digits, { defaultCountry: home, extract: false });
	return number && isAssigned(number) && spellings(number).includes(digits) ? { number, isGlobal: false, home } : null;
}

/** What follows the prefix by which one dials abroad from there; null if there is none. */
function behindDialPrefix(digits: string, home: CountryCode): string | null {
	const prefix = planOf(home)?.IDDPrefix();
	const [, rest = null] = new RegExp(`^(?:${prefix})([1-9].*)$`).exec(digits) ?? [];
	return rest;
}

/** The digits of a number as its own country dials it: with the trunk prefix, and without where that may be left out. */
function spellings(number: PhoneNumber): string[] {
	const formatted = [{}, { nationalPrefix: false }].map((options) => number.formatNational(options).replace(/\D/g, ''));
	return [...formatted, trunkPrefix(number) + number.nationalNumber];
}

/** The trunk prefix of the number's plan; empty if it has none. */
export function trunkPrefix({ countryCallingCode, country }: PhoneNumber): string {
	// Countries that share a code share the plan of the first one; the type leaves out what it knows.
	const plan = planOf(country ?? countryCallingCode) as { nationalPrefix?(): string | undefined } | undefined;
	return plan?.nationalPrefix?.() ?? '';
}

function planOf(country: string) {
	const metadata = new Metadata();
	metadata.selectNumberingPlan(country as CountryCode);
	return metadata.numberingPlan;
}

function isAssigned(number: PhoneNumber): boolean {
	return number.number.length <= LONGEST + 1 && number.isValid();
}
