/** Times in words: the language of the sentences, the habits (24 hours, order of day and month) of the browser's region. */
import { text } from './text.ts';

const DAY = 86_400_000;

/** 14:02 */
export function clockTime(at: number): string {
	return format({ hour: 'numeric', minute: '2-digit' }, at);
}

/** "today", "yesterday", or the whole date. Both in ms since 1970. */
export function dayName(at: number, now: number): string {
	const days = daysBetween(at, now);
	if (days === 0 || days === 1) return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(-days, 'day');
	return format({ dateStyle: 'full' }, at);
}

/** "14:02" today, "yesterday 14:02", "Mon 14:02" within the week, else the date. */
export function shortTime(at: number, now: number): string {
	const days = daysBetween(at, now);
	if (days === 0) return clockTime(at);
	if (days === 1) return `${dayName(at, now)} ${clockTime(at)}`;
	if (days > 1 && days < 7) return format({ weekday: 'short', hour: 'numeric', minute: '2-digit' }, at);
	return format({ dateStyle: 'medium' }, at);
}

/** 0:42, 12:05, 1:02:03 for a span in ms; never negative. */
export function talkTime(span: number): string {
	const seconds = Math.max(0, Math.floor(span / 1000));
	const [s, m, h] = [seconds % 60, Math.floor(seconds / 60) % 60, Math.floor(seconds / 3600)];
	const two = (part: number) => String(part).padStart(2, '0');
	return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** "12 s", "4 min" for a span in ms that is still to come. */
export function countdown(span: number): string {
	const seconds = Math.max(0, Math.ceil(span / 1000));
	return seconds < 100 ? text('span_seconds', String(seconds)) : text('span_minutes', String(Math.round(seconds / 60)));
}

/** Do both fall on the same day here? */
export function sameDay(a: number, b: number): boolean {
	return daysBetween(a, b) === 0;
}

function daysBetween(at: number, now: number): number {
	return Math.round((startOfDay(now) - startOfDay(at)) / DAY);
}

function startOfDay(at: number): number {
	return new Date(at).setHours(0, 0, 0, 0);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, at: number): string {
	const key = JSON.stringify(options);
	const known = formats.get(key) ?? new Intl.DateTimeFormat(locale(), options);
	formats.set(key, known);
	return known.format(at);
}

function locale(): string {
	const region = new Intl.Locale(navigator.language).maximize().region;
	const language = text('language');
	return region ? `${language}-${region}` : language;
}
