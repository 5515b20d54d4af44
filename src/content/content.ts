/** Entry, in the pages of the sites that the person allowed: links and numbers call and chat, and the page never notices. */
import { createAsk } from './ask.ts';
import { createHighlighter } from './highlighter.ts';
import { createJudging } from './judging.ts';
import { takeOverLinks } from './links.ts';
import { callOnClick } from './marks.ts';
import { scout } from './scout.ts';

const KEY = Symbol.for('twinline');
const life = takeOver();
const ask = createAsk(life);
takeOverLinks(ask, life.signal);
if (document.body && wantsMarks()) markNumbers();

function markNumbers(): void {
	const highlighter = createHighlighter(life.signal);
	const take = createJudging(ask, highlighter.mark, life.signal);
	callOnClick(highlighter, ask, life.signal);
	scout({ ...highlighter, found: take }, life.signal);
}

/** Does the page let numbers be found? Safari's way to say no, which others honour too. */
function wantsMarks(): boolean {
	const content = document.querySelector('meta[name="format-detection" i]')?.getAttribute('content') ?? '';
	return !/telephone\s*=\s*no/i.test(content);
}

/** The life of this script. One that came into the page before it, by another way, ends here: two would call twice. */
function takeOver(): AbortController {
	const slot = globalThis as { [KEY]?: AbortController };
	slot[KEY]?.abort();
	slot[KEY] = new AbortController();
	return slot[KEY];
}
