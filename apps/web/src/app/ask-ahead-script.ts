/**
 * What a device that holds nothing shows first, asked for while the app's code is on its way: who I am, the first rows of the list, and
 * the conversation that the address names. The engine asks for the same and takes these answers, as the browser keeps what was
 * preloaded for whoever fetches it first. Stands inline in every page, acts on the chat page only; a device that has been used
 * before shows what it holds, and asks for none of it.
 */
import { FIRST_ROWS_PATH } from "@oschat/client";
import { API_BASE } from "../chat/api.ts";
import { LAST_USER_KEY } from "../chat/last-user.ts";

export const ASK_AHEAD_SCRIPT = `(function(base,key,firstRows){
if(location.pathname!=="/chat")return;
try{if(localStorage.getItem(key)!==null)return}catch(e){}
var id=new URLSearchParams(location.search).get("c"),one="/conversations/"+encodeURIComponent(id);
["/me",firstRows].concat(id===null?[]:[one,one+"/messages"]).forEach(function(path){
var link=document.createElement("link");
link.rel="preload";link.as="fetch";link.crossOrigin="use-credentials";link.href=base+path;
document.head.appendChild(link);
});
})(...${JSON.stringify([API_BASE, LAST_USER_KEY, FIRST_ROWS_PATH])})`;
