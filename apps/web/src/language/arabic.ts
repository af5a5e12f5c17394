/** The Arabic catalogue. */
import account from "./ar/account.icu.json";
import common from "./ar/common.icu.json";
import details from "./ar/details.icu.json";
import settings from "./ar/settings.icu.json";

export const ARABIC = { account, common, details, settings };
