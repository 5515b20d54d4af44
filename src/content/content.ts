/** Entry, in the pages of the sites that the person allowed: links and numbers call and chat, and the page never notices. */
import { createAsk } from './ask.ts';
import { createHighlighter } from './highlighter.ts';
import { createJudging } from './judging.ts';
import { beginLife } from './life.ts';
import { takeOverLinks } from './links.ts';
import { callOnClick } from './marks.ts';
import { scout } from './scout.ts';

const life = beginLife();
const ask = createAsk(life);
takeOverLinks(ask, life);
if (document.body && wantsMarks()) markNumbers();

function markNumbers(): void {
	const highlighter = createHighlighter(life.signal);
	const take = createJudging(ask, highlighter.mark, life.signal);
	callOnClick(highlighter, ask, life);
	scout({ ...highlighter, found: take }, life);
}

/** Does the page let numbers be found? Safari's way to say no, which others honour too. */
function wantsMarks(): boolean {
	const content = document.querySelector('meta[name="format-detection" i]')?.getAttribute('content') ?? '';
	return !/telephone\s*=\s*no/i.test(content);
}
