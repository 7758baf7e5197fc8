/** The same for what those who are logged in open: dialogs, panels and menus have this, and an open chat without one does not. */
import './inside-pages.ts';
import '../../net/panel-paths.ts';
import '../../store/actions/person-actions.ts';
import '../facts.ts';
import '../forms/ask-first.ts';
import '../forms/dialog.ts';
import '../forms/suggestion-list.ts';
import '../forms/use-loaded.ts';
import '../forms/use-pages.ts';
import '../forms/use-show-dialog.ts';
import '../../words/en/reports.ts';
import '../menus/long-press.ts';
import '../menus/menu-dialog.ts';
import '../menus/move-in-menu.ts';
import '../menus/question.ts';
import '../pictures/picture-picker.ts';
