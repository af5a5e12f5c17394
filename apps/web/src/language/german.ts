/** The German catalogue. */
import account from "./de/account.icu.json";
import common from "./de/common.icu.json";
import details from "./de/details.icu.json";
import settings from "./de/settings.icu.json";

export const GERMAN = { account, common, details, settings };
