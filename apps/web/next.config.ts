import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

/** A static export: plain files that the server, or any other, hands out. Nothing of Next runs in production. */
const config: NextConfig = {
  output: "export",
  reactStrictMode: true,
  // `page.dev.tsx` is a page while developing, and no page of the export.
  pageExtensions: process.env.NODE_ENV === "development" ? ["dev.tsx", "tsx", "ts"] : ["tsx", "ts"],
  transpilePackages: ["@oschat/protocol", "@oschat/client"],
  images: { unoptimized: true },
  // `npm run check` looks at the types.
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    rules: { "*.icu.json": { loaders: ["./src/language/load-catalogue.mjs"], as: "*.js" } },
  },
};

export default config;
