/**
 * Sets the theme before the first paint. The text of THEME_SCRIPT stands inline in every page, so it must not change between
 * builds without reason: the content security policy names its hash.
 */
export const THEME_SCRIPT = `(function(){var t=null;try{t=localStorage.getItem("oschat.theme")}catch(e){}if(t!=="light"&&t!=="dark"&&t!=="contrast"){t=matchMedia("(prefers-contrast: more)").matches?"contrast":matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light"}document.documentElement.dataset.theme=t})()`;
