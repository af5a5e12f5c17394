/** The number of unread messages where the browser shows the page: in its title, on its icon, and on the installed app. */
import { pageTitle } from "./unread-text.ts";

const ICON = "/icon.svg";
const UNREAD_ICON = "/icon-unread.svg";

export function showUnreadBadge(total: number): void {
  document.title = pageTitle(total);
  const icon = document.head.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const href = total === 0 ? ICON : UNREAD_ICON;
  if (icon !== null && icon.getAttribute("href") !== href) icon.href = href;
  badgeApp(total);
}

/** Not every browser can, and some only once the app is installed. */
function badgeApp(total: number): void {
  const badging: Partial<Pick<Navigator, "setAppBadge" | "clearAppBadge">> = navigator;
  const shown = total === 0 ? badging.clearAppBadge?.call(navigator) : badging.setAppBadge?.call(navigator, total);
  shown?.catch(() => {});
}
