/** The same for the parts that only those fetch who are logged in. */
import './every-page.ts';
import '../../browser/direction.ts';
import '../../net/inside-paths.ts';
import '../../store/outbox/outbox.ts';
import '../../store/when.ts';
import '../../store/world/apply-event.ts';
import '../../store/world/members.ts';
import '../../store/world/requote.ts';
import '../../store/world/world.ts';
import '../../words/en/inside.ts';
import '../chat-name.ts';
import '../late-problem.ts';
import '../links/copy-link.ts';
import '../pictures/face.ts';
import '../pictures/image-frame.ts';
import '../unread-badge.ts';
import '../use-line-returns.ts';
