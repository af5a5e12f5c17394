/**
 * What must be right before the first paint, from what this device keeps: look, language, direction. The same rules as ui/look.ts
 * and language/languages.ts, which take over once the app runs. Where another language than that of the page is spoken, the
 * page stays unseen until its words are there (see globals.css). Stands inline in every page: the content security policy names
 * its hash.
 */
import { LANGUAGES, RIGHT_TO_LEFT } from "../language/languages.ts";
import { accentChoice, densityChoice, textSizeChoice, themeChoice, USUAL_TEXT_SIZE } from "../ui/look.ts";

const KNOWN = JSON.stringify([
  themeChoice.values,
  accentChoice.values,
  densityChoice.values,
  textSizeChoice.values,
  ["auto", ...LANGUAGES],
  RIGHT_TO_LEFT,
]);

export const FIRST_PAINT_SCRIPT = `(function(themes,accents,densities,sizes,languages,rightToLeft){
var root=document.documentElement,data=root.dataset;
function kept(name,known){var value=null;try{value=localStorage.getItem("oschat."+name)}catch(e){}return known.indexOf(value)<0?known[0]:value}
function asks(query){return matchMedia(query).matches}
var theme=kept("theme",themes);
data.theme=theme!=="system"?theme:asks("(prefers-contrast: more)")?"contrast":asks("(prefers-color-scheme: dark)")?"dark":"light";
data.accent=kept("accent",accents);
data.density=kept("density",densities);
root.style.setProperty("--text-scale",String(kept("text-size",sizes)/${USUAL_TEXT_SIZE}));
var language=kept("language",languages);
if(language==="auto"){var known=(navigator.languages||[]).map(function(tag){return tag.toLowerCase().split("-")[0]}).filter(function(base){return languages.indexOf(base)>0});language=known[0]||"en"}
root.lang=language;
root.dir=rightToLeft.indexOf(language)<0?"ltr":"rtl";
if(language!=="en"||/[?&]pseudo=1/.test(location.search))data.words="awaited";
})(...${KNOWN})`;
