/** Chrome's offscreen document: the one place of an extension with WebRTC that outlives views and the worker. */
let opening: Promise<void> | undefined;

/** Resolves when the session document is there and listens. One per extension: asking twice at once opens one. */
export function ensureOffscreen(): Promise<void> {
	opening ??= openOffscreen().finally(() => {
		opening = undefined;
	});
	return opening;
}

async function openOffscreen(): Promise<void> {
	const { offscreen } = chrome;
	if (await offscreen.hasDocument()) return;
	await offscreen.createDocument({
		url: 'offscreen.html',
		reasons: [offscreen.Reason.USER_MEDIA, offscreen.Reason.WEB_RTC],
		justification: 'Holds the calls and the chat connection while no view is open.',
	});
}
