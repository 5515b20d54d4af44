import { expect, test } from 'vitest';
import { showPeer } from '../../../src/ui/peer.ts';

test.each([
	['tel:+390458000000', '+39 045 800 0000'],
	['tel:+12025550123', '+1 202 555 0123'],
	['tel:+79261234567', '+7 926 123 4567'],
	['tel:+35312345', '+353 123 45'],
	['tel:+3901;ext=12', '+39 01 x12'],
	['tel:1001', '1001'],
	['sip:juliet@capulet.example', 'juliet@capulet.example'],
	['sip:+390458000000@pbx.example', '+390458000000@pbx.example'],
	['juliet@capulet.example', 'juliet@capulet.example'],
	['nobody knows what', 'nobody knows what'],
])('%s is shown as %s', (uri, shown) => {
	expect(showPeer(uri)).toBe(shown);
});
