/**
 * Runs something in another document, which may be gone: Firefox throws a TypeError ("can't access dead object") on every
 * use of what belonged to it. False when it was.
 */
export function inOtherDocument(run: () => void): boolean {
	try {
		run();
		return true;
	} catch (error) {
		if (error instanceof TypeError && /dead object/.test(error.message)) return false;
		throw error;
	}
}
