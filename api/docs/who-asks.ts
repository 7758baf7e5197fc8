import { html } from './html.ts';

/** Whose token the forms of the page send: a guest's, that of who is logged in here, or one that is pasted. Filled in by the script. */
export const whoAsks = html`
<section class="who card" id="who" aria-labelledby="who-title" data-who-asks hidden>
<h3 id="who-title">Who asks</h3>
<p data-who-now role="status"></p>
<div class="who-ways">
<button type="button" class="button button-primary" data-as-guest>Come in as a guest</button>
<button type="button" class="button button-quiet" data-as-me hidden></button>
<button type="button" class="button button-quiet" data-as-nobody hidden>As nobody</button>
</div>
<form class="who-paste" data-as-pasted autocomplete="off">
<div class="field"><label for="who-token">Or paste a token</label><div class="field-box"><input id="who-token" type="password" autocomplete="off" spellcheck="false"><button class="button button-quiet">Use it</button></div></div>
</form>
<p class="quiet">What you send is real: the chats are there, and others in them see it. A token stays in this tab, and is never part of an address.</p>
</section>`;
