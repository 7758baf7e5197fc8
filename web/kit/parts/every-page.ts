/**
 * What is on the page before any part of it is fetched. Each part imports this first, though it does not need all of it: what
 * every part imports is one file, and what only some do would be a file for each combination of them.
 */
import '../../browser/client-id.ts';
import '../../browser/pause.ts';
import '../../browser/sends-mail.ts';
import '../../browser/storage.ts';
import '../../browser/wakeups.ts';
import '../../net/make-path.ts';
import '../../net/backoff.ts';
import '../../net/paths.ts';
import '../../store/follow-address.ts';
import '../../store/session/follow-session.ts';
import '../../store/session/kept-session.ts';
import '../../store/actions/visits.ts';
import '../../store/context.ts';
import '../../store/problem.ts';
import '../../store/state.ts';
import '../../store/use-value.ts';
import '../pictures/avatar.ts';
import './boundary.ts';
import '../pictures/icons.ts';
import './lazy.ts';
import '../links/link.ts';
import '../page/line-bar.ts';
import '../page/title.ts';
import '../problem-note.ts';
import '../../words/en/format.ts';
