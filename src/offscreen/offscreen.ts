/** Entry, Chrome: the session document. */
import { chromiumMedia } from '../background/media/chromium.ts';
import { remotePlatform } from '../background/platform/remote.ts';
import { serve } from '../background/serve.ts';
import { startSessions } from '../background/sessions.ts';

serve(startSessions(remotePlatform(), chromiumMedia()));
