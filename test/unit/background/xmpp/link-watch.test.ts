import { expect, test, vi } from 'vitest';
import { PATIENCE, SILENCE, watchLink } from '../../../../src/background/xmpp/link-watch.ts';
import { fakeClock } from '../fake-clock.ts';

function start(patience?: number) {
	const clock = fakeClock();
	const life = new AbortController();
	const ask = vi.fn();
	const dead = vi.fn();
	const watch = watchLink({ ask, dead }, life.signal, { clock, ...(patience === undefined ? {} : { patience }) });
	return { clock, life, ask, dead, watch };
}

test('asks after silence, and gives up when there is no answer', () => {
	const { clock, ask, dead } = start();
	clock.pass(SILENCE - 1);
	expect(ask).not.toHaveBeenCalled();
	clock.pass(1);
	expect(ask).toHaveBeenCalledTimes(1);
	clock.pass(PATIENCE - 1);
	expect(dead).not.toHaveBeenCalled();
	clock.pass(1);
	expect(dead).toHaveBeenCalledTimes(1);
});

test('does not ask while something arrives', () => {
	const { clock, ask, watch } = start();
	for (let times = 0; times < 5; times++) {
		clock.pass(SILENCE - 1);
		watch.heard(false);
	}
	expect(ask).not.toHaveBeenCalled();
});

test('an answer is followed by silence again', () => {
	const { clock, ask, dead, watch } = start();
	clock.pass(SILENCE);
	clock.pass(PATIENCE - 1);
	watch.heard(true);
	clock.pass(SILENCE - 1);
	expect(ask).toHaveBeenCalledTimes(1);
	clock.pass(1);
	expect(ask).toHaveBeenCalledTimes(2);
	expect(dead).not.toHaveBeenCalled();
});

test('what is sent has to be answered sooner', () => {
	const { clock, ask, dead, watch } = start();
	watch.expectAnswer();
	clock.pass(PATIENCE - 1);
	watch.expectAnswer(); // the first one has waited already
	clock.pass(1);
	expect(dead).toHaveBeenCalledTimes(1);
	expect(ask).not.toHaveBeenCalled();
});

test('while something else arrives, the answer may be behind it', () => {
	const { clock, dead, watch } = start();
	watch.expectAnswer();
	clock.pass(PATIENCE - 1);
	watch.heard(false);
	clock.pass(PATIENCE - 1);
	expect(dead).not.toHaveBeenCalled();
	clock.pass(1);
	expect(dead).toHaveBeenCalledTimes(1);
});

test('the first answer can be expected sooner than others', () => {
	const { clock, dead, watch } = start(100);
	watch.expectAnswer();
	clock.pass(99);
	watch.heard(true);
	watch.expectAnswer();
	clock.pass(PATIENCE - 1);
	expect(dead).not.toHaveBeenCalled();
	clock.pass(1);
	expect(dead).toHaveBeenCalledTimes(1);
	const impatient = start(100);
	impatient.watch.expectAnswer();
	impatient.clock.pass(100);
	expect(impatient.dead).toHaveBeenCalledTimes(1);
});

test('after its life nothing happens', () => {
	const { clock, life, ask, dead, watch } = start();
	watch.expectAnswer();
	life.abort();
	watch.heard(true);
	watch.expectAnswer();
	clock.pass(10 * SILENCE);
	expect(ask).not.toHaveBeenCalled();
	expect(dead).not.toHaveBeenCalled();
});
