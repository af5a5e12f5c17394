/**
 * In a page no text becomes code: the content security policy refuses it. There Zod walks through schemas rather than compile them. It
 * decides while schemas are made, so this is loaded before all others.
 */
import { config } from "zod";

if (typeof document !== "undefined") config({ jitless: true });
