// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { playback } from '../../../../src/background/media/playback.ts';
import { ringer } from '../../../../src/background/media/ringer.ts';

const stream = () => new MediaStream();

describe('playback', () => {
	afterEach(() => document.body.replaceChildren());
	const playing = () => [...document.querySelectorAll('audio')].map(({ srcObject }) => srcObject);

	test('each call has a player, until it is over', () => {
		const { play, stop } = playback();
		const [one, two, again] = [stream(), stream(), stream()];
		play('one', one);
		play('two', two);
		expect(playing()).toEqual([one, two]);
		expect(document.querySelector('audio')?.autoplay).toBe(true);
		play('two', again); // another stream of the same call
		expect(playing()).toEqual([one, again]);
		stop('one');
		stop('one');
		expect(playing()).toEqual([again]);
	});
});

describe('ringer', () => {
	const did: string[] = [];
	beforeEach(() => {
		did.length = 0;
		vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => `blob:${(blob as Blob).type}:${(blob as Blob).size}`);
		vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(async function (this: HTMLMediaElement) {
			did.push(`play ${this.src} ${this.loop ? 'again and again' : 'once'}`);
		});
		vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(function (this: HTMLMediaElement) {
			did.push(`pause ${this.src}`);
		});
	});
	afterEach(() => void vi.restoreAllMocks());
	const INCOMING = `blob:audio/wav:${44 + 3.5 * 16_000}`;
	const RINGBACK = `blob:audio/wav:${44 + 5 * 16_000}`;

	test('rings one way at a time, until it is told otherwise', () => {
		const { ring } = ringer();
		ring(null);
		ring('incoming');
		ring('incoming');
		ring('ringback');
		ring(null);
		ring(null);
		ring('incoming');
		expect(did).toEqual([
			`play ${INCOMING} again and again`,
			`pause ${INCOMING}`,
			`play ${RINGBACK} again and again`,
			`pause ${RINGBACK}`,
			`play ${INCOMING} again and again`,
		]);
		expect(URL.createObjectURL).toHaveBeenCalledTimes(2);
	});

	test('being silenced before it began is nothing', async () => {
		vi.mocked(HTMLMediaElement.prototype.play).mockRejectedValue(new DOMException('interrupted', 'AbortError'));
		const { ring } = ringer();
		ring('incoming');
		ring(null);
		await Promise.resolve();
	});
});
