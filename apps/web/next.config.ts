import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

/** A static export: plain files that the server, or any other, hands out. Nothing of Next runs in production. */
const config: NextConfig = {
  output: "export",
  reactStrictMode: true,
  transpilePackages: ["@oschat/protocol", "@oschat/client"],
  images: { unoptimized: true },
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
};

export default config;
