/** The number of unread messages where the browser shows the page: in its title, on its icon, and on the installed app. */
import { pageTitle } from "./unread-text.ts";

const ICON = "/icon.svg";
const UNREAD_ICON = "/icon-unread.svg";

/** Shows `total` from now on, also when the framework writes the head anew. Returns how to stop. */
export function keepUnreadBadge(total: number): () => void {
  showOnPage(total);
  badgeApp(total);
  const observer = new MutationObserver(() => showOnPage(total));
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  return () => {
    observer.disconnect();
    showOnPage(0);
  };
}

function showOnPage(total: number): void {
  const title = pageTitle(total);
  if (document.title !== title) document.title = title;
  const icon = document.head.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const href = total === 0 ? ICON : UNREAD_ICON;
  if (icon !== null && icon.getAttribute("href") !== href) icon.href = href;
}

/** Not every browser can, and some only once the app is installed. */
function badgeApp(total: number): void {
  const badging: Partial<Pick<Navigator, "setAppBadge" | "clearAppBadge">> = navigator;
  const shown = total === 0 ? badging.clearAppBadge?.call(navigator) : badging.setAppBadge?.call(navigator, total);
  shown?.catch(() => {});
}
