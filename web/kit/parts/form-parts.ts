/** The same for the parts with something to fill in, beside one of the two others: an open chat has none of this. */
import '../forms/form.ts';
import '../forms/password-field.ts';
import '../forms/text-field.ts';
import '../page/page.ts';
import '../../words/en/problems.ts';
