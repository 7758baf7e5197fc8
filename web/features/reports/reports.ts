import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';

/** All of it in one part: what only some need, and these seldom. */
export { OwnReports } from './own-reports.ts';
export { ReportForm } from './report-form.ts';
