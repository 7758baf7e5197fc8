/** The same for what those who are logged in open: dialogs, panels and menus have this, and an open chat without one does not. */
import './inside-pages.ts';
import '../../net/panel-paths.ts';
import '../../store/actions/person-actions.ts';
import '../forms/dialog.ts';
import '../forms/use-show-dialog.ts';
