/**
 * Has the browser make its first formatter of dates while the app's code is on its way and there is nothing else to do: it takes as
 * long as drawing the whole list, and those that follow take next to nothing. Acts on the chat page only.
 */
export const WARM_UP_SCRIPT = `location.pathname==="/chat"&&setTimeout(function(){
try{new Intl.DateTimeFormat(navigator.language,{hour:"numeric",minute:"2-digit"}).format(0)}catch(e){}
})`;
